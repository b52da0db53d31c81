// The settings of a room as they are edited: name, picture and timer, each changed only if it was touched.
import type { ConversationView } from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';
import { Attempt, type Answer } from '../../ui/attempt.svelte.ts';
import { base64Of } from './room-picture.ts';

export class RoomSettings {
  readonly #session: Session;
  readonly #before: ConversationView;
  readonly #pictureBefore: string | null;
  name = $state('');
  /** A data URL. */
  picture = $state<string | null>(null);
  disappearAfterSeconds = $state(0);
  readonly attempt = new Attempt();

  readonly changed = $derived.by(
    () => this.name.trim() !== '' && (this.#renamed || this.picture !== this.#pictureBefore || this.#retimed),
  );

  constructor(session: Session, conversation: ConversationView) {
    this.#session = session;
    this.#before = conversation;
    this.#pictureBefore = session.pictures.of(conversation);
    this.name = conversation.title;
    this.picture = this.#pictureBefore;
    this.disappearAfterSeconds = conversation.disappearAfterSeconds;
  }

  get #renamed(): boolean {
    return this.name.trim() !== this.#before.title;
  }

  get #retimed(): boolean {
    return this.disappearAfterSeconds !== this.#before.disappearAfterSeconds;
  }

  /** Makes the changes one after the other. True when all are made; what was made before a problem stays. */
  async save(): Promise<boolean> {
    const { ok } = await this.attempt.run(() => this.#save());
    return ok;
  }

  async #save(): Promise<Answer> {
    const { api } = this.#session;
    const conversation = this.#before.id;
    const steps = [
      this.#renamed && (() => api.call('room.rename', { conversation, name: this.name.trim() })),
      this.picture !== this.#pictureBefore &&
        (() =>
          api.call('room.setPicture', {
            conversation,
            base64: this.picture === null ? null : base64Of(this.picture),
          })),
      this.#retimed &&
        (() =>
          api.call('room.settings', {
            conversation,
            disappearAfterSeconds: this.disappearAfterSeconds,
          })),
    ];
    for (const step of steps) {
      if (step === false) continue;
      const result = await step();
      if (!result.ok) return result;
    }
    return { ok: true };
  }
}
