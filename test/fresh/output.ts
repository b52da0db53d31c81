// What a started npm prints: JSON lines on standard output, and words that are shown when something fails.
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export class Output {
  /** Everything it has said on standard error. */
  words = '';
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  #wake: () => void = () => undefined;
  #ended = false;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.stderr?.on('data', (chunk: Buffer) => (this.words += chunk.toString()));
    if (child.stdout !== null) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        this.#lines.push(line);
        this.#wake();
      });
    }
    child.once('close', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  /** The next line that is a JSON object. Throws with what was said if the process ends before, or says none in time. */
  async object(timeoutMs: number): Promise<Record<string, unknown>> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const line = this.#lines.shift();
      if (line?.startsWith('{') === true) return JSON.parse(line) as Record<string, unknown>;
      if (line !== undefined) continue;
      if (this.#ended) throw new Error(`it ended without an answer:\n${this.words}`);
      if (Date.now() > deadline) throw new Error(`no answer within ${String(timeoutMs)} ms:\n${this.words}`);
      await this.#more(deadline - Date.now());
    }
  }

  /** Resolves with the exit status once it has ended. */
  async status(timeoutMs: number): Promise<number | null> {
    const deadline = Date.now() + timeoutMs;
    while (!this.#ended) {
      if (Date.now() > deadline)
        throw new Error(`still running after ${String(timeoutMs)} ms:\n${this.words}`);
      await this.#more(deadline - Date.now());
    }
    return this.#child.exitCode;
  }

  #more(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
