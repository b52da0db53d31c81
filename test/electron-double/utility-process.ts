// `utilityProcess`: a forked Node, in which `process.parentPort` speaks over Node's own channel.
import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';

class DoubleUtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;

  constructor(entry: string, args: readonly string[]) {
    super();
    // A test may put a scripted engine in the place of the app's own.
    this.#child = fork(process.env.ELECTRON_DOUBLE_ENGINE ?? entry, [...args], {
      execArgv: ['--import', new URL('parent-port.ts', import.meta.url).href],
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.once('spawn', () => this.emit('spawn'));
    this.#child.once('exit', (code) => this.emit('exit', code ?? 1));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  postMessage(message: object): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  kill(): boolean {
    return this.#child.kill();
  }
}

export const utilityProcess = {
  fork: (entry: string, args: readonly string[] = []): DoubleUtilityProcess =>
    new DoubleUtilityProcess(entry, args),
};
