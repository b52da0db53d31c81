// One profile as a process serves it, in a folder of the test, called as the page calls it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngineHost, type EngineHost, type EngineHostOptions } from '@hushroom/engine-node';
import {
  parseCall,
  type CallInput,
  type CallName,
  type CallValues,
  type EngineEvent,
  type ResultMessage,
} from '@hushroom/ipc';

export type HostOptions = Pick<EngineHostOptions, 'clock' | 'keychainWeak'>;

/** The computer's, for a test to change some of. */
export const usualClock: NonNullable<HostOptions['clock']> = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};

export const passphrase = 'the passphrase of alice';

let names = 0;

export class HostedProfile {
  readonly folder: string;
  readonly events: EngineEvent[] = [];
  readonly #home = mkdtempSync(join(tmpdir(), 'hushroom-hosted-'));
  #host: EngineHost | null = null;

  private constructor() {
    this.folder = join(this.#home, 'alice');
  }

  /** A profile with an account at the relay of an address. */
  static async registered(relay: string, options: HostOptions): Promise<HostedProfile> {
    const profile = new HostedProfile();
    await profile.serve(options);
    await profile.register(relay);
    return profile;
  }

  /** Has it served by a host, in place of the one before. */
  async serve(options: HostOptions): Promise<void> {
    await this.#host?.close();
    this.#host = await createEngineHost({
      folder: this.folder,
      profile: 'alice',
      version: '0',
      suggestedRelay: '',
      keychain: null,
      kdf: { name: 'argon2id13', memoryBytes: 8192, passes: 1 },
      onEvent: ({ event }) => this.events.push(event),
      ...options,
    });
  }

  /** Makes an account, under a name that nobody has. */
  async register(relay: string): Promise<void> {
    names += 1;
    await this.call('register', { relay, userName: `alice${String(names)}`, passphrase });
  }

  async attempt<N extends CallName>(name: N, args: CallInput<N>): Promise<ResultMessage<CallValues[N]>> {
    return (await this.#host!.handle(parseCall({ id: 1, call: name, args })!)) as ResultMessage<
      CallValues[N]
    >;
  }

  /** Throws where it is refused. */
  async call<N extends CallName>(name: N, args: CallInput<N>): Promise<CallValues[N]> {
    const result = await this.attempt(name, args);
    if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
    return result.value;
  }

  /** Ends it, and takes its folder away. */
  async dispose(): Promise<void> {
    await this.#host?.close();
    rmSync(this.#home, { recursive: true });
  }
}
