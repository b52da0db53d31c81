// A program of the project as a process: its lines as they come, its end, and nothing left running.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export type Json = Readonly<Record<string, unknown>>;

export class Program {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #exit: Promise<number | null>;
  #errors = '';
  #wake: () => void = () => undefined;
  #ended = false;

  /** Starts a file of the project, given from its root, under the Node that runs the tests. */
  constructor(file: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    this.#child = spawn(process.execPath, [`${root}${file}`, ...args], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const { stdout, stderr } = this.#child;
    if (stdout === null || stderr === null) throw new Error('no pipes');
    const reader = createInterface(stdout);
    reader.on('line', (line) => {
      this.#lines.push(line);
      this.#wake();
    });
    stderr.on('data', (chunk: Buffer) => {
      this.#errors += chunk.toString();
    });
    const exit = once(this.#child, 'exit');
    const read = once(reader, 'close');
    this.#exit = Promise.all([exit, read]).then(([[status]]) => {
      this.#ended = true;
      this.#wake();
      return status as number | null;
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** What it wrote to standard error so far. */
  get errors(): string {
    return this.#errors;
  }

  /** All lines of standard output so far. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Exit status once it has ended; null if a signal ended it. */
  ended(): Promise<number | null> {
    return this.#exit;
  }

  /** The first line for which `wanted` is true, as JSON, waiting for it. Throws if the program ends before. */
  async line(wanted: (line: Json) => boolean = () => true): Promise<Json> {
    for (let at = 0; ; at += 1) {
      while (at >= this.#lines.length) {
        if (this.#ended) throw new Error(`it ended before that line. It said: ${this.#errors}`);
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
      const line = JSON.parse(this.#lines[at] ?? '') as Json;
      if (wanted(line)) return line;
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Ends it and waits for that. */
  async stop(): Promise<number | null> {
    this.kill('SIGTERM');
    return this.#exit;
  }
}
