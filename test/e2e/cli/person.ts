// Someone at a command line: every call is a process of the hushroom command on that person's profile, with --json.
import type { Json, Program } from './program.ts';

export class Person {
  readonly name: string;
  readonly #start: (args: readonly string[]) => Program;

  constructor(name: string, start: (args: readonly string[]) => Program) {
    this.name = name;
    this.#start = start;
  }

  /** Starts a command that goes on, such as `listen`. */
  start(...args: string[]): Program {
    return this.#start(args);
  }

  /** Runs a command to its end: all that it printed. Throws with its error if it failed. */
  async run(...args: string[]): Promise<readonly Json[]> {
    const program = this.#start(args);
    const status = await program.ended();
    const printed = program.lines.map((line) => JSON.parse(line) as Json);
    if (status === 0) return printed;
    const said = [...program.lines, program.errors].join('\n');
    throw new Error(`${this.name}: hushroom ${args[0] ?? ''} ended with ${String(status)}: ${said}`);
  }

  /** Runs a command that prints one object. */
  async one(...args: string[]): Promise<Json> {
    const printed = await this.run(...args);
    const [first] = printed;
    if (first === undefined || printed.length !== 1) {
      throw new Error(`${this.name}: expected one object, got ${printed.length}`);
    }
    return first;
  }

  /** Runs a command that must fail with status 1 and one error object: its code. */
  async fails(...args: string[]): Promise<unknown> {
    const program = this.#start(args);
    const status = await program.ended();
    const last = JSON.parse(program.lines.at(-1) ?? '{}') as {
      error?: { code?: unknown; message?: unknown };
    };
    if (status !== 1 || program.lines.length !== 1 || typeof last.error?.message !== 'string') {
      throw new Error(`${this.name}: not one clear error: ${String(status)} ${program.lines.join('\n')}`);
    }
    return last.error.code;
  }

  register(address: string): Promise<Json> {
    return this.one('register', '--relay', address, '--user', this.name);
  }

  /** The texts that `read` prints now, waiting up to a minute for the first. */
  async reads(...args: string[]): Promise<unknown[]> {
    const messages = await this.run('read', '--wait', '60', ...args);
    return messages.map(({ text }) => text);
  }

  /** The texts of the stored history. */
  async history(...args: string[]): Promise<unknown[]> {
    const messages = await this.run('read', '--all', ...args);
    return messages.map(({ text }) => text);
  }
}
