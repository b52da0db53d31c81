// A relay as an operator runs it: the real program over TLS, its data in a folder of the test.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAM = join(import.meta.dirname, '../../../apps/server/src/main.ts');

export class RelayProcess {
  readonly address: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, address: string) {
    this.#child = child;
    this.address = address;
  }

  /** `port` 0: any free one, for the first start; afterwards undefined, for the one that it has kept. */
  static async start(data: string, port?: 0): Promise<RelayProcess> {
    const args = [
      PROGRAM,
      '--json',
      '--owned',
      '--data',
      data,
      ...(port === undefined ? [] : ['--port', '0']),
    ];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { address } = JSON.parse(line) as { address?: string };
    if (address === undefined) throw new Error(`the relay does not start: ${line}`);
    child.stdout.resume();
    return new RelayProcess(child, address);
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    // It may stand still.
    this.#child.kill('SIGCONT');
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
  }
}
