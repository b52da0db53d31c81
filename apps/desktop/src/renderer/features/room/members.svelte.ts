// The members of a room as they are shown and changed. Only admins add and remove; the engine decides.
import type { MemberView, PersonView, ResultMessage, Role } from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';
import { Attempt } from '../../ui/attempt.svelte.ts';

export class Members {
  readonly #session: Session;
  readonly #conversation: string;
  list = $state.raw<readonly MemberView[] | null>(null);
  /** Does the user name that is being added, removed or changed. */
  readonly attempt = new Attempt();

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
    else this.attempt.problem = result.error;
  }

  add(userName: string): Promise<ResultMessage<null>> {
    const conversation = this.#conversation;
    return this.#change(userName, () => this.#session.api.call('room.add', { conversation, userName }));
  }

  remove(userName: string): Promise<ResultMessage<null>> {
    const conversation = this.#conversation;
    return this.#change(userName, () => this.#session.api.call('room.remove', { conversation, userName }));
  }

  setRole(userName: string, role: Role): Promise<ResultMessage<null>> {
    const conversation = this.#conversation;
    return this.#change(userName, () =>
      this.#session.api.call('room.role', { conversation, userName, role }),
    );
  }

  leave(): Promise<ResultMessage<null>> {
    const conversation = this.#conversation;
    return this.attempt.run(() => this.#session.api.call('room.leave', { conversation }));
  }

  async #change(userName: string, call: () => Promise<ResultMessage<null>>): Promise<ResultMessage<null>> {
    const result = await this.attempt.run(call, userName);
    await this.load();
    return result;
  }
}
