// The messages of one conversation as far as they are loaded, oldest first, and those on their way to the engine.
import type { ErrorView, HushroomApi, Mention, MessageView, ReplyView, TransferView } from '@hushroom/ipc';

/** Loaded at once. */
const PAGE_MESSAGES = 60;
/** Kept while the newest are on screen; what is older is loaded again when scrolled to. */
const KEPT_MESSAGES = 400;

/** Pages that are read at most to reach a message that was asked for. */
const REACH_PAGES_MAX = 200;

/** A message that was typed and is not stored by the engine yet: shown from the same frame on. */
export interface Outgoing extends Draft {
  readonly key: string;
  readonly conversation: string;
  readonly at: number;
}

/** What is handed over to be sent. */
export interface Draft {
  readonly text: string;
  readonly mentions: Mention[];
  readonly replyTo: ReplyView | null;
}

export class Timeline {
  readonly conversation: string;
  readonly #api: HushroomApi;
  #nextKey = 0;
  /** Keys under which messages were first shown, so that a row stays the same when its message gets an id. */
  readonly #keys = new Map<string, string>();
  #seen = -Infinity;

  messages = $state.raw<readonly MessageView[]>([]);
  outgoing = $state.raw<readonly Outgoing[]>([]);
  /** True while there may be older messages than those loaded. */
  more = $state(true);
  loaded = $state(false);
  loadingOlder = $state(false);
  problem = $state.raw<ErrorView | null>(null);
  /** The unread marker stands after this position; null: there is none. */
  unreadAfter = $state<number | null>(null);

  constructor(api: HushroomApi, conversation: string) {
    this.#api = api;
    this.conversation = conversation;
  }

  /** Loads the newest page in place of what is there; also after events were missed. */
  async load(): Promise<void> {
    const result = await this.#page(null);
    if (result === null) return;
    this.messages = result.messages;
    this.more = result.more;
    this.#seen = result.seen;
    const unread = result.messages.some((message) => message.position > result.seen && !message.mine);
    this.unreadAfter = unread ? result.seen : null;
    this.loaded = true;
  }

  /** Loads the page before the oldest loaded message. Does nothing while one is under way. */
  async loadOlder(): Promise<void> {
    const oldest = this.messages[0];
    if (!this.more || this.loadingOlder || oldest === undefined) return;
    this.loadingOlder = true;
    const result = await this.#page(oldest.position);
    if (result !== null) {
      const known = new Set(this.messages.map(({ id }) => id));
      this.messages = [...result.messages.filter(({ id }) => !known.has(id)), ...this.messages];
      this.more = result.more;
    }
    this.loadingOlder = false;
  }

  /** Takes a message from the engine: a new one, or a new state of one that is there. */
  receive(message: MessageView): void {
    const at = this.messages.findIndex(({ id }) => id === message.id);
    const oldest = this.messages[0];
    // Older than what is loaded: it comes with its page.
    if (at === -1 && this.more && (oldest === undefined || message.position < oldest.position)) return;
    if (at === -1 && message.mine) this.#adopt(message);
    const others = at === -1 ? this.messages : this.messages.toSpliced(at, 1);
    const place = others.findLastIndex(({ position }) => position < message.position) + 1;
    this.messages = others.toSpliced(place, 0, message);
  }

  /** Shows the text at once and hands it to the engine. Returns why it could not be taken; null if it was. */
  async send(draft: Draft): Promise<ErrorView | null> {
    const { conversation } = this;
    const sent: Outgoing = { ...draft, key: `outgoing-${this.#nextKey++}`, conversation, at: Date.now() };
    this.outgoing = [...this.outgoing, sent];
    this.unreadAfter = null;
    const result = await this.#api.call('message.send', {
      conversation,
      text: draft.text,
      ...(draft.mentions.length === 0 ? {} : { mentions: draft.mentions }),
      ...(draft.replyTo === null ? {} : { replyTo: draft.replyTo.id }),
    });
    // An event may have told of it already, and of more than the answer knows.
    if (result.ok && !this.#has(result.value.id)) this.receive(result.value);
    this.outgoing = this.outgoing.filter(({ key }) => key !== sent.key);
    return result.ok ? null : result.error;
  }

  /** Takes rows out that are no longer in the timeline. */
  remove(ids: readonly string[]): void {
    const gone = new Set(ids);
    this.messages = this.messages.filter(({ id }) => !gone.has(id));
  }

  /** Loads older pages until a message is here. Resolves to whether it is. */
  async reach(id: string): Promise<boolean> {
    for (let pages = 0; pages < REACH_PAGES_MAX && !this.#has(id) && this.more; pages++) {
      await this.loadOlder();
      if (this.problem !== null) break;
    }
    return this.#has(id);
  }

  /** Tells the engine that everything loaded was on screen. */
  async see(): Promise<void> {
    const newest = this.messages.at(-1);
    if (!this.loaded || newest === undefined || newest.position <= this.#seen) return;
    this.#seen = newest.position;
    await this.#api.call('conversation.seen', { conversation: this.conversation, position: newest.position });
  }

  /** Drops old messages so that an open conversation does not grow all day. Call it while the newest are on screen. */
  trim(): boolean {
    if (this.messages.length <= KEPT_MESSAGES) return false;
    this.messages = this.messages.slice(-KEPT_MESSAGES / 2);
    this.more = true;
    return true;
  }

  /** The bytes of a message's file have come further. */
  moveFile(id: string, transfer: TransferView): void {
    this.messages = this.messages.map((message) => {
      const { body } = message;
      if (message.id !== id || body.type !== 'file') return message;
      return { ...message, body: { ...body, file: { ...body.file, transfer } } };
    });
  }

  /** The key of a message's row. */
  keyOf(message: MessageView): string {
    return this.#keys.get(message.id) ?? message.id;
  }

  /** An event may tell of a sent message before the call that sent it returns: then the row on screen is its row. */
  #adopt(message: MessageView): void {
    const { body } = message;
    if (body.type !== 'text' || message.state === 'received') return;
    const shown = this.outgoing.find(({ text }) => text === body.text);
    if (shown === undefined) return;
    this.#keys.set(message.id, shown.key);
    this.outgoing = this.outgoing.filter(({ key }) => key !== shown.key);
  }

  #has(id: string): boolean {
    return this.messages.some((message) => message.id === id);
  }

  async #page(before: number | null) {
    const args = { conversation: this.conversation, before, limit: PAGE_MESSAGES };
    const result = await this.#api.call('conversation.page', args);
    this.problem = result.ok ? null : result.error;
    return result.ok ? result.value : null;
  }
}
