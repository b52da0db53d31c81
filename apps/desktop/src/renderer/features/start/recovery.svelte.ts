// Saving what can be read of a damaged profile.
import type { CallValues } from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';
import { Attempt } from '../../ui/attempt.svelte.ts';

export class Recovery {
  readonly #session: Session;
  /** Of when the newest snapshot is; null where there is none. */
  snapshotAt = $state<number | null>(null);
  readonly attempt = new Attempt();
  /** Where it was saved; null until it is. */
  saved = $state.raw<CallValues['profile.recover'] | null>(null);
  /** Nothing at all could be read, and all is as it was. */
  readonly isHopeless = $derived(this.attempt.problem?.code === 'profile-damaged');

  constructor(session: Session) {
    this.#session = session;
  }

  async load(): Promise<void> {
    const result = await this.#session.api.call('profile.data', {});
    if (result.ok) this.snapshotAt = result.value.snapshotAt;
  }

  /** `passphrase` is what opened the profile; null for the keychain. */
  async save(passphrase: string | null, recovery: string): Promise<void> {
    const args = { passphrase, recovery };
    const result = await this.attempt.run(() => this.#session.api.call('profile.recover', args));
    if (result.ok) this.saved = result.value;
  }
}
