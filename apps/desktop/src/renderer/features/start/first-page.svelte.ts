// What is filled in on the first page, and where an answer of the engine belongs.
import type { ErrorCode, StatusView } from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';
import { Attempt } from '../../ui/attempt.svelte.ts';
import { lineForError } from '../../words/errors.ts';
import { addressParts } from './relay-address.ts';

export type FirstPageField = 'relay' | 'userName' | 'passphrase' | 'invite';

/** Codes that are about one field; every other error is shown above the form. */
const FIELD_OF: Partial<Record<ErrorCode, FirstPageField>> = {
  'address-malformed': 'relay',
  'address-too-long': 'relay',
  'address-id-malformed': 'relay',
  'name-taken': 'userName',
  'name-invalid': 'userName',
  'passphrase-needed': 'passphrase',
  'invite-invalid': 'invite',
};

export class FirstPage {
  readonly #session: Session;

  relay = $state('');
  /** The address is in its field, to be changed. */
  relayEdited = $state(false);
  userName = $state('');
  passphrase = $state('');
  inviteCode = $state('');
  keychain = $state(false);
  /** Shown when asked for, or when the relay asks for a code. */
  inviteShown = $state(false);
  readonly attempt = new Attempt();

  /** The field that the problem is about; null if it is about none, or there is none. */
  readonly wrongField = $derived.by(() => {
    const { problem } = this.attempt;
    return problem === null ? null : (FIELD_OF[problem.code] ?? null);
  });
  /** What is in the address; null while it is not a whole one. */
  readonly relayParts = $derived(addressParts(this.relay));
  /** A whole address is shown in words in place of its field, unless it is being changed or was refused. */
  readonly relayShown = $derived(
    this.relayParts !== null && !this.relayEdited && this.wrongField !== 'relay',
  );
  readonly complete = $derived(
    this.relay.trim() !== '' && this.userName.trim() !== '' && (this.keychain || this.passphrase !== ''),
  );

  constructor(session: Session, status: StatusView) {
    this.#session = session;
    this.relay = status.suggestedRelay;
  }

  /** Takes the relay of an invite; what else was filled in stays. */
  invite(relay: string): void {
    this.relay = relay;
    this.relayEdited = false;
    if (this.wrongField === 'relay') this.attempt.problem = null;
  }

  /** What to say at a field; empty when nothing is wrong with it. */
  wordsAt(field: FirstPageField): string {
    const { problem } = this.attempt;
    return problem === null || this.wrongField !== field ? '' : lineForError(problem);
  }

  /** Makes the account. On failure everything typed stays. True when the window may open. */
  async submit(): Promise<boolean> {
    if (this.attempt.busy || !this.complete) return false;
    const account = {
      relay: this.relay.trim(),
      // Names are lower case; typing one with a capital is not a mistake worth an error.
      userName: this.userName.trim().toLowerCase(),
      passphrase: this.keychain ? null : this.passphrase,
      inviteCode: this.inviteCode.trim(),
    };
    const { ok } = await this.attempt.run(() => this.#session.register(account));
    if (this.wrongField === 'invite') this.inviteShown = true;
    return ok;
  }
}
