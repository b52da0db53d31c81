// One conversation as it is shown: the messages that are loaded, those on their way to the engine, what was seen, and where
// what is new begins.
import type { ErrorView, HushroomApi, Mention, MessageView, ReplyView, TransferView } from '@hushroom/ipc';
import { MessageWindow } from './message-window.svelte.ts';

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
  readonly window: MessageWindow;
  readonly #api: HushroomApi;
  #nextKey = 0;
  /** Keys under which messages were first shown, so that a row stays the same when its message gets an id. */
  readonly #keys = new Map<string, string>();
  #seen = -Infinity;
  #isTellingSeen = false;

  outgoing = $state.raw<readonly Outgoing[]>([]);
  loaded = $state(false);
  /** The unread marker stands after this position; null: there is none. */
  unreadAfter = $state<number | null>(null);

  constructor(api: HushroomApi, conversation: string) {
    this.#api = api;
    this.conversation = conversation;
    this.window = new MessageWindow(api, conversation);
  }

  get messages(): readonly MessageView[] {
    return this.window.messages;
  }

  /**
   * It comes on screen: at the message `at`, else where what is new begins, else at the newest. What was kept since it was
   * last there is shown at once.
   */
  async open(at: string | null = null): Promise<void> {
    if (this.loaded && !this.window.newer && (at === null || this.window.has(at))) {
      this.#mark();
      return;
    }
    this.loaded = false;
    const around = at === null ? null : await this.window.openAround(at);
    const seen = around ?? (await this.#openUnread());
    if (seen === null) return;
    this.#seen = Math.max(this.#seen, seen);
    this.#mark();
    this.loaded = true;
  }

  /** Reads again what is loaded: events were missed. */
  async refresh(): Promise<void> {
    if (this.loaded) await this.window.refresh();
  }

  /** Opens it anew if it is loaded: what is loaded may stand elsewhere. */
  async reopen(): Promise<void> {
    if (!this.loaded) return;
    this.loaded = false;
    this.#seen = -Infinity;
    await this.open();
  }

  /** Takes a message from the engine: a new one, or a new state of one that is there. */
  receive(message: MessageView): void {
    if (message.mine && !this.window.has(message.id)) this.#adopt(message);
    this.window.put(message);
  }

  /** Shows the text at once and hands it to the engine. Returns why it could not be taken; null if it was. */
  async send(draft: Draft): Promise<ErrorView | null> {
    const { conversation } = this;
    const sent: Outgoing = { ...draft, key: `outgoing-${this.#nextKey++}`, conversation, at: Date.now() };
    this.outgoing = [...this.outgoing, sent];
    this.unreadAfter = null;
    const opening = this.window.newer ? this.window.openNewest() : null;
    const result = await this.#api.call('message.send', {
      conversation,
      text: draft.text,
      ...(draft.mentions.length === 0 ? {} : { mentions: draft.mentions }),
      ...(draft.replyTo === null ? {} : { replyTo: draft.replyTo.id }),
    });
    await opening;
    // An event may have told of it already, and of more than the answer knows.
    if (result.ok && !this.window.has(result.value.id)) this.receive(result.value);
    this.outgoing = this.outgoing.filter(({ key }) => key !== sent.key);
    return result.ok ? null : result.error;
  }

  /** Brings a message into the window, wherever it is. Resolves to whether it is there. */
  async reach(id: string): Promise<boolean> {
    if (!this.window.has(id)) await this.window.openAround(id);
    return this.window.has(id);
  }

  /** Tells the engine that everything up to a position was on screen; while it is being told, the rest waits. */
  async see(position: number): Promise<void> {
    if (!this.loaded || position <= this.#seen) return;
    this.#seen = position;
    if (this.#isTellingSeen) return;
    this.#isTellingSeen = true;
    for (let told = -Infinity; told < this.#seen;) {
      told = this.#seen;
      await this.#api.call('conversation.seen', { conversation: this.conversation, position: told });
    }
    this.#isTellingSeen = false;
  }

  /** Whether anything that is loaded has not been seen. */
  get hasUnseen(): boolean {
    return (this.messages.at(-1)?.position ?? -Infinity) > this.#seen;
  }

  /** Nobody looks at it any more: what comes after what was seen is new. */
  lookAway(): void {
    const newest = this.messages.at(-1);
    if (newest?.position === this.#seen) this.unreadAfter = this.#seen;
  }

  /** Somebody looks again. A marker with nothing behind it is none. */
  lookBack(): void {
    const after = this.unreadAfter ?? Infinity;
    if (!this.messages.some(({ position }) => position > after)) this.unreadAfter = null;
  }

  /** The bytes of a message's file have come further. */
  moveFile(id: string, transfer: TransferView): void {
    this.window.change(id, (message) => {
      const { body } = message;
      return body.type === 'file'
        ? { ...message, body: { ...body, file: { ...body.file, transfer } } }
        : message;
    });
  }

  /** The key of a message's row. */
  keyOf(message: MessageView): string {
    return this.#keys.get(message.id) ?? message.id;
  }

  /** Opens the window where what is new begins, if that is further back than a page; else at the newest. */
  async #openUnread(): Promise<number | null> {
    const seen = await this.window.openNewest();
    const oldest = this.messages[0];
    if (seen === null || oldest === undefined) return seen;
    if (!this.window.more || oldest.position <= seen) return seen;
    await this.window.openAround(seen);
    if (!this.messages.some((message) => isOthers(message) && message.position > seen))
      await this.window.openNewest();
    return seen;
  }

  /** Puts the marker before what has not been seen. */
  #mark(): void {
    const unread = this.messages.some((message) => isOthers(message) && message.position > this.#seen);
    this.unreadAfter = unread ? this.#seen : null;
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
}

function isOthers({ mine }: MessageView): boolean {
  return !mine;
}
