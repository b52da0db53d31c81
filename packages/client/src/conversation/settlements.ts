// Those who wait to hear what became of a message.
import type { MessageView } from '@hushroom/ipc';

export class Settlements {
  readonly #waiting = new Map<string, ((message: MessageView) => void)[]>();

  /** Resolves when the message is no longer queued. */
  of(message: MessageView): Promise<MessageView> {
    if (message.state !== 'queued') return Promise.resolve(message);
    return new Promise((resolve) => {
      this.#waiting.set(message.id, [...(this.#waiting.get(message.id) ?? []), resolve]);
    });
  }

  /** A message as it stands now: whoever waited for it hears of it, unless it is still queued. */
  tell(message: MessageView): void {
    if (message.state === 'queued') return;
    const waiting = this.#waiting.get(message.id) ?? [];
    this.#waiting.delete(message.id);
    for (const resolve of waiting) resolve(message);
  }
}
