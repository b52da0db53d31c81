// Saving what can be read of a damaged profile.
import type { CallValues, ErrorView } from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';

export class Recovery {
  readonly #session: Session;
  /** Of when the newest snapshot is; null where there is none. */
  snapshotAt = $state<number | null>(null);
  busy = $state(false);
  problem = $state.raw<ErrorView | null>(null);
  /** Where it was saved; null until it is. */
  saved = $state.raw<CallValues['profile.recover'] | null>(null);
  /** Nothing at all could be read, and all is as it was. */
  readonly isHopeless = $derived(this.problem?.code === 'profile-damaged');

  constructor(session: Session) {
    this.#session = session;
  }

  async load(): Promise<void> {
    const result = await this.#session.api.call('profile.data', {});
    if (result.ok) this.snapshotAt = result.value.snapshotAt;
  }

  /** `passphrase` is what opened the profile; null for the keychain. */
  async save(passphrase: string | null, recovery: string): Promise<void> {
    this.busy = true;
    const result = await this.#session.api.call('profile.recover', { passphrase, recovery });
    this.busy = false;
    this.problem = result.ok ? null : result.error;
    if (result.ok) this.saved = result.value;
  }
}
