// Those who wait to hear what became of a message.
import type { MessageView } from '@hushroom/ipc';

export class Settlements {
  readonly #waiting = new Map<string, ((message: MessageView) => void)[]>();

  /** Resolves when the message is no longer queued, or the relay has refused it for now and said why. */
  of(message: MessageView): Promise<MessageView> {
    if (isSettled(message)) return Promise.resolve(message);
    return new Promise((resolve) => {
      this.#waiting.set(message.id, [...(this.#waiting.get(message.id) ?? []), resolve]);
    });
  }

  /** A message as it stands now: whoever waited for it hears of it once there is something to hear. */
  tell(message: MessageView): void {
    if (!isSettled(message)) return;
    const waiting = this.#waiting.get(message.id) ?? [];
    this.#waiting.delete(message.id);
    for (const resolve of waiting) resolve(message);
  }
}

function isSettled({ state, reason }: MessageView): boolean {
  return state !== 'queued' || reason !== null;
}
