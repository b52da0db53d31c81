// What opens this profile, and changing it: a passphrase, the keychain of this computer, or both.
import type { ErrorView, OpenersView } from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';

export class Protection {
  readonly #session: Session;
  openers = $state.raw<OpenersView | null>(null);
  busy = $state(false);
  problem = $state.raw<ErrorView | null>(null);

  constructor(session: Session) {
    this.#session = session;
  }

  async load(): Promise<void> {
    const result = await this.#session.api.call('profile.openers', {});
    if (result.ok) this.openers = result.value;
    else this.problem = result.error;
  }

  /** Gives the profile another passphrase; `current` is not asked where there is none. True when it has it. */
  async changePassphrase(current: string, next: string): Promise<boolean> {
    const args = { current: this.openers?.passphrase === false ? null : current, next };
    return this.#change(() => this.#session.api.call('profile.changePassphrase', args));
  }

  async useKeychain(use: boolean, passphrase: string): Promise<boolean> {
    return this.#change(() => this.#session.api.call('profile.useKeychain', { use, passphrase }));
  }

  async #change(
    call: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly error: ErrorView }>,
  ): Promise<boolean> {
    this.busy = true;
    const result = await call();
    this.busy = false;
    this.problem = result.ok ? null : result.error;
    if (result.ok) await Promise.all([this.load(), this.#session.refreshStatus()]);
    return result.ok;
  }
}
