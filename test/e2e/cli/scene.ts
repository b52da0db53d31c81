// What a story on the command line needs: one relay process over TLS, people with real profiles, all in one folder.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Person } from './person.ts';
import { Program } from './program.ts';

export class Scene {
  /** Everything of this scene; removed in the end. */
  readonly folder = mkdtempSync(join(tmpdir(), 'hushroom-e2e-'));
  readonly #programs: Program[] = [];
  #relay: Program | null = null;
  #address = '';
  #port = 0;

  /** Starts the relay on a free port; later again on the same one. */
  static async start(): Promise<Scene> {
    const scene = new Scene();
    await scene.startRelay();
    return scene;
  }

  get address(): string {
    return this.#address;
  }

  get relay(): Program {
    if (this.#relay === null) throw new Error('the relay does not run');
    return this.#relay;
  }

  get relayData(): string {
    return join(this.folder, 'relay');
  }

  /** Starts the relay on its own data, or on other data. */
  async startRelay(data = this.relayData): Promise<void> {
    const args = ['--host', '127.0.0.1', '--port', String(this.#port), '--data', data, '--json'];
    // The program itself and not `hushroom relay`, so that a kill meets it.
    this.#relay = this.run('apps/server/src/main.ts', args);
    const { address, port } = await this.#relay.line();
    this.#address = String(address);
    this.#port = Number(port);
  }

  /** Starts the relay on another port than before. */
  async moveRelay(): Promise<void> {
    this.#port = 0;
    await this.startRelay();
  }

  /** A person with a profile of that name, not yet registered. */
  person(name: string, passphrase = `the passphrase of ${name}`): Person {
    writeFileSync(this.#passphraseFile(name), `${passphrase}\n`, { mode: 0o600 });
    const shared = this.profileOf(name);
    return new Person(name, (args) => this.run('apps/cli/src/main.ts', [...args, '--json', ...shared]));
  }

  /** The options by which the command finds and opens a person's profile. */
  profileOf(name: string): readonly string[] {
    const file = this.#passphraseFile(name);
    return ['--home', join(this.folder, 'home'), '--profile', name, '--passphrase-file', file];
  }

  #passphraseFile(name: string): string {
    return join(this.folder, `${name}.passphrase`);
  }

  /** People who are registered at the relay. */
  async people<const N extends readonly string[]>(...names: N): Promise<{ [K in keyof N]: Person }> {
    const people = await Promise.all(
      names.map(async (name) => {
        const person = this.person(name);
        await person.register(this.address);
        return person;
      }),
    );
    return people as { [K in keyof N]: Person };
  }

  /** Starts a program of the project. It ends with the scene at the latest. */
  run(file: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Program {
    const program = new Program(file, args, environment);
    this.#programs.push(program);
    return program;
  }

  /** Ends every program; then runs `unmount`, and removes the folder. */
  async end(unmount: () => void = () => undefined): Promise<void> {
    for (const program of this.#programs) program.kill('SIGKILL');
    await Promise.all(this.#programs.map((program) => program.ended()));
    unmount();
    rmSync(this.folder, { recursive: true });
  }
}
