// The members of a room as they are shown and changed. Only admins add and remove; the engine decides.
import type { ErrorView, MemberView, PersonView } from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';

export class Members {
  readonly #session: Session;
  readonly #conversation: string;
  list = $state.raw<readonly MemberView[] | null>(null);
  /** The user name that is being added or removed, or `leave`. */
  busy = $state<string | null>(null);
  problem = $state.raw<ErrorView | null>(null);

  readonly verified = $derived(
    this.list?.filter(({ verification, isMe }) => isMe || verification === 'verified').length ?? 0,
  );
  /** Who could be added. */
  readonly others: readonly PersonView[] = $derived.by(() => {
    const names = new Set(this.list?.map(({ userName }) => userName));
    return this.#session.people.filter(({ userName }) => !names.has(userName));
  });

  constructor(session: Session, conversation: string) {
    this.#session = session;
    this.#conversation = conversation;
  }

  async load(): Promise<void> {
    const result = await this.#session.api.call('room.members', { conversation: this.#conversation });
    if (result.ok) this.list = result.value;
    else this.problem = result.error;
  }

  async add(userName: string): Promise<void> {
    await this.#change(userName, 'room.add');
  }

  async remove(userName: string): Promise<void> {
    await this.#change(userName, 'room.remove');
  }

  async leave(): Promise<void> {
    this.busy = 'leave';
    const result = await this.#session.api.call('room.leave', { conversation: this.#conversation });
    this.problem = result.ok ? null : result.error;
    this.busy = null;
  }

  async #change(userName: string, call: 'room.add' | 'room.remove'): Promise<void> {
    this.busy = userName;
    const result = await this.#session.api.call(call, { conversation: this.#conversation, userName });
    this.problem = result.ok ? null : result.error;
    this.busy = null;
    await this.load();
  }
}
