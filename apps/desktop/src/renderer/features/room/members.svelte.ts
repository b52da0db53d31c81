// The members of a room as they are shown and changed. Only admins add and remove; the engine decides.
import type { ErrorView, MemberView, PersonView, ResultMessage, Role } from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';

export class Members {
  readonly #session: Session;
  readonly #conversation: string;
  list = $state.raw<readonly MemberView[] | null>(null);
  /** The user name that is being added or removed, or `leave`. */
  busy = $state<string | null>(null);
  problem = $state.raw<ErrorView | null>(null);

  /** Of the others: how many there are, and how many of them are verified. */
  readonly counts = $derived.by(() => {
    const others = this.list?.filter(({ isMe }) => !isMe) ?? [];
    return {
      others: others.length,
      verified: others.filter(({ verification }) => verification === 'verified').length,
    };
  });
  /** True if I am an admin and nobody else is. */
  readonly lastAdmin = $derived.by(() => {
    const admins = this.list?.filter(({ role }) => role === 'admin') ?? [];
    return admins.length === 1 && admins[0]?.isMe === true;
  });
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
    const conversation = this.#conversation;
    await this.#change(userName, () => this.#session.api.call('room.add', { conversation, userName }));
  }

  async remove(userName: string): Promise<void> {
    const conversation = this.#conversation;
    await this.#change(userName, () => this.#session.api.call('room.remove', { conversation, userName }));
  }

  async setRole(userName: string, role: Role): Promise<void> {
    const conversation = this.#conversation;
    await this.#change(userName, () => this.#session.api.call('room.role', { conversation, userName, role }));
  }

  async leave(): Promise<void> {
    this.busy = 'leave';
    const result = await this.#session.api.call('room.leave', { conversation: this.#conversation });
    this.problem = result.ok ? null : result.error;
    this.busy = null;
  }

  async #change(userName: string, call: () => Promise<ResultMessage<null>>): Promise<void> {
    this.busy = userName;
    const result = await call();
    this.problem = result.ok ? null : result.error;
    this.busy = null;
    await this.load();
  }
}
