// Those who wait to hear what became of a message.
import type { MessageView } from '@hushroom/ipc';
import { Waiters } from '../waiters.ts';

export class Settlements {
  readonly #waiters = new Waiters<MessageView>();

  /**
   * Resolves when the message is no longer queued, or the relay has refused it for now and said why. Rejects with
   * `message-gone`, `profile-locked`.
   */
  of(message: MessageView): Promise<MessageView> {
    return isSettled(message) ? Promise.resolve(message) : this.#waiters.wait(message.id);
  }

  /** A message as it stands now: whoever waited for it hears of it once there is something to hear. */
  tell(message: MessageView): void {
    if (isSettled(message)) this.#waiters.tell(message.id, message);
  }

  /** A message is no longer there. */
  gone(id: string): void {
    this.#waiters.gone(id);
  }

  /** Many messages may be no longer there. */
  lookAgain(stands: (id: string) => boolean): void {
    this.#waiters.lookAgain(stands);
  }

  /** The profile is closed. */
  stop(): void {
    this.#waiters.stop();
  }
}

function isSettled({ state, reason }: MessageView): boolean {
  return state !== 'queued' || reason !== null;
}
