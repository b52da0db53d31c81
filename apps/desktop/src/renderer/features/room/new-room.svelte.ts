// Makes a room and adds the people chosen for it.
import type { ErrorView } from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';
import { base64Of } from './room-picture.ts';

export class NewRoom {
  readonly #session: Session;
  name = $state('');
  /** A data URL. */
  picture = $state<string | null>(null);
  chosen = $state.raw<readonly string[]>([]);
  busy = $state(false);
  problem = $state.raw<ErrorView | null>(null);
  /** Whom the problem is about; empty if it is about the room itself. */
  problemWith = $state('');
  /** Set once the room exists: what fails afterwards is about people, and the room is not made twice. */
  conversation = $state<string | null>(null);

  constructor(session: Session) {
    this.#session = session;
  }

  /** Makes the room if it is not made, then adds who is left, then sets the picture. True when everything is done. */
  async submit(): Promise<boolean> {
    if (this.busy || this.name.trim() === '') return false;
    this.busy = true;
    this.problem = null;
    const done = (await this.#create()) && (await this.#add()) && (await this.#paint());
    this.busy = false;
    return done;
  }

  async #create(): Promise<boolean> {
    if (this.conversation !== null) return true;
    const result = await this.#session.api.call('room.create', { name: this.name.trim() });
    if (result.ok) {
      this.#session.adopt(result.value);
      this.conversation = result.value.id;
    } else {
      this.problem = result.error;
      this.problemWith = '';
    }
    return result.ok;
  }

  async #paint(): Promise<boolean> {
    if (this.picture === null) return true;
    const conversation = this.conversation ?? '';
    const base64 = base64Of(this.picture);
    const result = await this.#session.api.call('room.setPicture', { conversation, base64 });
    if (result.ok) return true;
    this.problem = result.error;
    this.problemWith = '';
    return false;
  }

  async #add(): Promise<boolean> {
    for (const userName of this.chosen) {
      const result = await this.#session.api.call('room.add', {
        conversation: this.conversation ?? '',
        userName,
      });
      if (!result.ok && result.error.code !== 'already-member') {
        this.problem = result.error;
        this.problemWith = userName;
        return false;
      }
      this.chosen = this.chosen.filter((name) => name !== userName);
    }
    return true;
  }
}
