// Desktop notifications, at most one per conversation: a newer one takes the place of the last.
import { Notification } from 'electron';
import type { NotificationText } from '@hushroom/ipc';

export interface NotificationActions {
  readonly open: (conversation: string) => void;
  readonly reply: (conversation: string, text: string) => void;
}

export class Notifications {
  readonly #actions: NotificationActions;
  readonly #shown = new Map<string, Notification>();

  constructor(actions: NotificationActions) {
    this.#actions = actions;
  }

  show(conversation: string, { title, body, mayReply }: NotificationText, isSilent: boolean): void {
    this.withdraw(conversation);
    // Only macOS and Windows have answers in notifications: elsewhere a press leads to where one writes.
    const notification = new Notification({ title, body, silent: isSilent, hasReply: mayReply });
    notification.on('click', () => {
      this.#actions.open(conversation);
    });
    notification.on('reply', ({ reply }) => {
      if (reply.trim() !== '') this.#actions.reply(conversation, reply);
    });
    this.#shown.set(conversation, notification);
    notification.show();
  }

  /** Says that nothing is received; a press leads to the window. It is gone with the next {@link Notifications.withdrawAll}. */
  showLocked(title: string, body: string, onPress: () => void): void {
    const notification = new Notification({ title, body, silent: true, hasReply: false });
    notification.on('click', onPress);
    this.#shown.set('', notification);
    notification.show();
  }

  withdraw(conversation: string): void {
    this.#shown.get(conversation)?.close();
    this.#shown.delete(conversation);
  }

  /** When the profile is locked, nothing of it stays on the screen. */
  withdrawAll(): void {
    for (const conversation of [...this.#shown.keys()]) this.withdraw(conversation);
  }
}
