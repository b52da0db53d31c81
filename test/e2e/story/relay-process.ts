// A relay as an operator runs it: the real program over TLS, its data in a folder of the test.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';

const PROGRAM = join(import.meta.dirname, '../../../apps/server/src/main.ts');

export interface RelayOptions {
  /** A program around the relay's own, in its place. */
  readonly program?: string;
  /** What its operator has chosen besides, as flags. */
  readonly flags?: readonly string[];
  /** What Node is told besides. */
  readonly nodeOptions?: string;
}

export class RelayProcess {
  readonly address: string;
  readonly #child: ChildProcess;
  readonly #input: Writable;

  private constructor(child: ChildProcess, input: Writable, address: string) {
    this.#child = child;
    this.#input = input;
    this.address = address;
  }

  /**
   * `port` 0: any free one, for the first start; afterwards undefined, for the one that it has kept.
   */
  static async start(
    data: string,
    port?: 0,
    { program = PROGRAM, flags = [], nodeOptions = '' }: RelayOptions = {},
  ): Promise<RelayProcess> {
    const args = [
      program,
      ...flags,
      '--json',
      '--owned',
      '--data',
      data,
      ...(port === undefined ? [] : ['--port', '0']),
    ];
    const child = spawn(process.execPath, args, {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${nodeOptions}`.trim() },
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { address } = JSON.parse(line) as { address?: string };
    if (address === undefined) throw new Error(`the relay does not start: ${line}`);
    child.stdout.resume();
    return new RelayProcess(child, child.stdin, address);
  }

  /** Writes a line to its standard input. */
  tell(line: string): void {
    this.#input.write(`${line}\n`);
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    // It may stand still.
    this.#child.kill('SIGCONT');
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    await ended;
  }
}
