// What is filled in on the first page, and where an answer of the engine belongs.
import type { ErrorCode, ErrorView, StatusView } from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';
import { lineForError } from '../../words/errors.ts';

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
  userName = $state('');
  passphrase = $state('');
  inviteCode = $state('');
  keychain = $state(false);
  /** Shown when asked for, or when the relay asks for a code. */
  inviteShown = $state(false);
  busy = $state(false);
  problem = $state.raw<ErrorView | null>(null);

  /** The field that the problem is about; null if it is about none, or there is none. */
  readonly wrongField = $derived(this.problem === null ? null : (FIELD_OF[this.problem.code] ?? null));
  readonly complete = $derived(
    this.relay.trim() !== '' && this.userName.trim() !== '' && (this.keychain || this.passphrase !== ''),
  );

  constructor(session: Session, status: StatusView) {
    this.#session = session;
    this.relay = status.suggestedRelay;
  }

  /** What to say at a field; empty when nothing is wrong with it. */
  wordsAt(field: FirstPageField): string {
    if (this.problem === null || this.wrongField !== field) return '';
    return lineForError(this.problem);
  }

  /** Makes the account. On failure everything typed stays. */
  async submit(): Promise<void> {
    if (this.busy || !this.complete) return;
    this.busy = true;
    this.problem = await this.#session.register({
      relay: this.relay.trim(),
      // Names are lower case; typing one with a capital is not a mistake worth an error.
      userName: this.userName.trim().toLowerCase(),
      passphrase: this.keychain ? null : this.passphrase,
      inviteCode: this.inviteCode.trim(),
    });
    if (this.wrongField === 'invite') this.inviteShown = true;
    this.busy = false;
  }
}
