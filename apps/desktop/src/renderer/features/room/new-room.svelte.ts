// Makes a room and adds the people chosen for it.
import type { Session } from '../../session/session.svelte.ts';
import { Attempt, type Answer } from '../../ui/attempt.svelte.ts';
import { base64Of } from './room-picture.ts';

export class NewRoom {
  readonly #session: Session;
  name = $state('');
  /** A data URL. */
  picture = $state<string | null>(null);
  chosen = $state.raw<readonly string[]>([]);
  readonly attempt = new Attempt();
  /** Whom the problem is about; empty if it is about the room itself. */
  problemWith = $state('');
  /** Set once the room exists: what fails afterwards is about people, and the room is not made twice. */
  conversation = $state<string | null>(null);

  constructor(session: Session) {
    this.#session = session;
  }

  /** Makes the room if it is not made, then adds who is left, then sets the picture. True when everything is done. */
  async submit(): Promise<boolean> {
    if (this.attempt.busy || this.name.trim() === '') return false;
    const { ok } = await this.attempt.run(async (): Promise<Answer> => {
      for (const step of [() => this.#create(), () => this.#add(), () => this.#paint()]) {
        const answer = await step();
        if (!answer.ok) return answer;
      }
      return { ok: true };
    });
    return ok;
  }

  async #create(): Promise<Answer> {
    if (this.conversation !== null) return { ok: true };
    this.problemWith = '';
    const result = await this.#session.api.call('room.create', { name: this.name.trim() });
    if (result.ok) {
      this.#session.adopt(result.value);
      this.conversation = result.value.id;
    }
    return result;
  }

  async #add(): Promise<Answer> {
    const conversation = this.conversation ?? '';
    for (const userName of this.chosen) {
      const result = await this.#session.api.call('room.add', { conversation, userName });
      if (!result.ok && result.error.code !== 'already-member') {
        this.problemWith = userName;
        return result;
      }
      this.chosen = this.chosen.filter((name) => name !== userName);
    }
    return { ok: true };
  }

  async #paint(): Promise<Answer> {
    if (this.picture === null) return { ok: true };
    this.problemWith = '';
    const conversation = this.conversation ?? '';
    return this.#session.api.call('room.setPicture', { conversation, base64: base64Of(this.picture) });
  }
}
