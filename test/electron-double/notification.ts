// `Notification`: what is shown goes to the test, which clicks and answers.
import { EventEmitter } from 'node:events';
import { onAct } from './acts.ts';
import { report } from './report.ts';

interface NotificationOptions {
  readonly title: string;
  readonly body: string;
  readonly silent: boolean;
  readonly hasReply: boolean;
}

/** By title; the newest of each. */
const shown = new Map<string, Notification>();

onAct('notification-click', ({ title }) => shown.get(title)?.emit('click', {}));
onAct('notification-reply', ({ title, reply }) => shown.get(title)?.emit('reply', { reply }, reply));

export class Notification extends EventEmitter {
  readonly #options: NotificationOptions;

  constructor(options: NotificationOptions) {
    super();
    this.#options = options;
  }

  show(): void {
    shown.set(this.#options.title, this);
    report({ report: 'notification', ...this.#options });
  }

  close(): void {
    shown.delete(this.#options.title);
    report({ report: 'notification-closed', title: this.#options.title });
  }
}
