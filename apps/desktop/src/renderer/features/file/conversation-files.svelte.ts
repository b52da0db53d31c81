// The files of a conversation as far as they are loaded, newest first, by month; kept up to date while they are on screen.
import type { ErrorView, EventMessage, FileBody, MessageView } from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';

/** Loaded at once. */
const PAGE_FILES = 60;

export type FileMessage = MessageView & { readonly body: FileBody };

export interface Month {
  /** Its first moment, ms since 1970. */
  readonly at: number;
  readonly pictures: readonly FileMessage[];
  readonly others: readonly FileMessage[];
}

export class ConversationFiles {
  readonly #session: Session;
  readonly #conversation: string;
  #list = $state.raw<readonly FileMessage[]>([]);
  loaded = $state(false);
  busy = $state(false);
  /** Whether there are older ones. */
  more = $state(false);
  problem = $state.raw<ErrorView | null>(null);

  readonly months: readonly Month[] = $derived(monthsOf(this.#list));

  constructor(session: Session, conversation: string) {
    this.#session = session;
    this.#conversation = conversation;
  }

  /** Loads the newest and follows what changes. Returns what ends the following. */
  start(): () => void {
    void this.loadMore();
    return this.#session.api.on((message) => {
      if ('rev' in message) this.#hear(message);
    });
  }

  /** Loads the page before the oldest that is here; the newest at first. Does nothing while one is under way. */
  async loadMore(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const result = await this.#session.api.call('conversation.files', {
      conversation: this.#conversation,
      before: this.#list.at(-1)?.position ?? null,
      limit: PAGE_FILES,
    });
    this.busy = false;
    this.problem = result.ok ? null : result.error;
    if (!result.ok) return;
    const known = new Set(this.#list.map(({ id }) => id));
    this.#list = [...this.#list, ...result.value.messages.filter(isFile).filter(({ id }) => !known.has(id))];
    this.more = result.value.more;
    this.loaded = true;
  }

  #hear({ event }: EventMessage): void {
    if (event.type === 'message' && event.message.conversation === this.#conversation)
      this.#receive(event.message);
    else if (event.type === 'messages-gone' && event.conversation === this.#conversation) {
      const gone = new Set(event.ids);
      this.#list = this.#list.filter(({ id }) => !gone.has(id));
    } else if (event.type === 'imported' && event.conversations.includes(this.#conversation)) {
      this.#list = [];
      void this.loadMore();
    } else if (event.type === 'transfer')
      this.#list = this.#list.map((message) => {
        if (message.id !== event.message) return message;
        const file = { ...message.body.file, transfer: event.transfer };
        return { ...message, body: { ...message.body, file } };
      });
  }

  /** A new one, a new state of one, or one that is a file no longer because it was deleted. */
  #receive(message: MessageView): void {
    const at = this.#list.findIndex(({ id }) => id === message.id);
    const others = this.#list.filter(({ id }) => id !== message.id);
    if (!isFile(message)) {
      if (at !== -1) this.#list = others;
      return;
    }
    const place = others.findIndex(({ position }) => position < message.position);
    // Older than what is loaded: it comes with its page.
    if (at === -1 && place === -1 && this.more) return;
    this.#list = others.toSpliced(place === -1 ? others.length : place, 0, message);
  }
}

function isFile(message: MessageView): message is FileMessage {
  return message.body.type === 'file';
}

/** `files` are newest first, and so are the months. */
function monthsOf(files: readonly FileMessage[]): Month[] {
  const months = new Map<number, FileMessage[]>();
  for (const message of files) {
    const date = new Date(message.sentAt);
    const month = new Date(date.getFullYear(), date.getMonth()).getTime();
    months.set(month, [...(months.get(month) ?? []), message]);
  }
  return [...months].map(([at, all]) => ({
    at,
    pictures: all.filter(({ body }) => body.file.kind === 'image'),
    others: all.filter(({ body }) => body.file.kind !== 'image'),
  }));
}
