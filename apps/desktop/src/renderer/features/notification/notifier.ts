// Desktop notifications of a page in a browser; Electron's main process makes its own, and grants the page none. At most one
// per conversation, and none that outlives the open profile.
import {
  endsNotification,
  notificationOf,
  type ConversationView,
  type NotificationText,
} from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';
import { words } from '../../words/words.ts';

/** What is shown outside the page. */
export interface Shown {
  close(): void;
}

export interface NotifierParts {
  readonly session: Session;
  /** Whether the page is in front and shows this conversation. */
  readonly isWatched: (conversation: string) => boolean;
  /** Shows one; null where that is not allowed. */
  readonly show: (
    text: NotificationText,
    options: { readonly isSilent: boolean; readonly onPress: () => void },
  ) => Shown | null;
  readonly open: (conversation: string) => void;
}

export class Notifier {
  readonly #parts: NotifierParts;
  /** Conversations as they were when they were last heard of. */
  readonly #known = new Map<string, ConversationView>();
  readonly #shown = new Map<string, Shown>();

  constructor(parts: NotifierParts) {
    this.#parts = parts;
  }

  /** Begins with what is known of the open profile. Returns what ends it, and withdraws everything. */
  start(): () => void {
    const { session } = this.#parts;
    for (const conversation of session.conversations) this.#known.set(conversation.id, conversation);
    const end = session.api.on((message) => {
      if (!('rev' in message)) return;
      if (message.event.type === 'conversation') this.#hear(message.event.conversation);
      else if (message.event.type === 'dropped') this.#withdraw(message.event.conversation);
    });
    return () => {
      end();
      for (const conversation of [...this.#shown.keys()]) this.#withdraw(conversation);
    };
  }

  #hear(after: ConversationView): void {
    const { session, isWatched, show, open } = this.#parts;
    const before = this.#known.get(after.id) ?? null;
    this.#known.set(after.id, after);
    const text = notificationOf(before, after, {
      content: session.settings.notifications,
      isWatched: isWatched(after.id),
      now: Date.now(),
      nameOf: (userName) => session.nameOf(userName),
      words: words.notification,
    });
    if (text === null) {
      if (endsNotification(before, after)) this.#withdraw(after.id);
      return;
    }
    this.#withdraw(after.id);
    const onPress = (): void => {
      this.#withdraw(after.id);
      open(after.id);
    };
    const shown = show(text, { isSilent: !session.settings.sounds, onPress });
    if (shown !== null) this.#shown.set(after.id, shown);
  }

  #withdraw(conversation: string): void {
    this.#shown.get(conversation)?.close();
    this.#shown.delete(conversation);
  }
}
