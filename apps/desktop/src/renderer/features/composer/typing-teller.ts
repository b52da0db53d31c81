// Tells the engine that one is typing, which tells the others: while the text grows, not with every key, and once that it
// is over when the text is taken away. Nothing is told while the setting is off.
import type { Session } from '../../session/session.svelte.ts';

/** While one goes on typing it is told again after this long, ms. The others forget it after twice as long. */
const EVERY_MS = 4_000;

export class TypingTeller {
  readonly #session: Session;
  readonly #conversation: string;
  #toldAt = -Infinity;

  constructor(session: Session, conversation: string) {
    this.#session = session;
    this.#conversation = conversation;
  }

  /** The text that one writes is now this. */
  typed(text: string): void {
    if (text.trim() === '') this.stopped();
    else if (Date.now() - this.#toldAt >= EVERY_MS) this.#tell(true);
  }

  /** One leaves it, or has nothing more to say. */
  stopped(): void {
    if (this.#toldAt !== -Infinity) this.#tell(false);
  }

  /** What was typed is sent: the others see the message itself. */
  sent(): void {
    this.#toldAt = -Infinity;
  }

  #tell(isTyping: boolean): void {
    this.#toldAt = isTyping ? Date.now() : -Infinity;
    if (!this.#session.settings.typing) return;
    void this.#session.api.call('typing.tell', { conversation: this.#conversation, isTyping });
  }
}
