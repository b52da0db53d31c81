// What opens this profile, and changing it: a passphrase, the keychain of this computer, or both.
import type { OpenersView } from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';
import { Attempt, type Answer } from '../../ui/attempt.svelte.ts';

export class Protection {
  readonly #session: Session;
  openers = $state.raw<OpenersView | null>(null);
  readonly attempt = new Attempt();

  constructor(session: Session) {
    this.#session = session;
  }

  async load(): Promise<void> {
    const result = await this.#session.api.call('profile.openers', {});
    if (result.ok) this.openers = result.value;
    else this.attempt.problem = result.error;
  }

  /** Gives the profile another passphrase; `current` is not asked where there is none. True when it has it. */
  async changePassphrase(current: string, next: string): Promise<boolean> {
    const args = { current: this.openers?.passphrase === false ? null : current, next };
    return this.#change(() => this.#session.api.call('profile.changePassphrase', args));
  }

  async useKeychain(use: boolean, passphrase: string): Promise<boolean> {
    return this.#change(() => this.#session.api.call('profile.useKeychain', { use, passphrase }));
  }

  async #change(call: () => Promise<Answer>): Promise<boolean> {
    const { ok } = await this.attempt.run(call);
    if (ok) await Promise.all([this.load(), this.#session.refreshStatus()]);
    return ok;
  }
}
