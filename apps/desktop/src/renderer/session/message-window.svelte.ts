// The part of a conversation that is loaded: messages without a gap between them, oldest first. It opens at the newest or
// around a place, grows at the end that one scrolls to, and gives up at the other what is far away by then.
import {
  PAGE_MESSAGES_MAX,
  type CallArgs,
  type CallValues,
  type ErrorView,
  type HushroomApi,
  type MessageView,
} from '@hushroom/ipc';

/** Read when it is opened: more than fits on a screen. */
const OPENED_MESSAGES = 30;
/** Read when an end comes near: few, since each becomes a row within one frame. */
const PAGE_MESSAGES = 8;
/** Kept of a window that follows the newest; what is further back is read again when it is scrolled to. */
const KEPT_MESSAGES = 150;
/** A window that nobody trims follows what arrives up to here. */
const MESSAGES_MAX = 2 * KEPT_MESSAGES;

export class MessageWindow {
  readonly #api: HushroomApi;
  readonly #conversation: string;
  #isPaging = false;

  messages = $state.raw<readonly MessageView[]>([]);
  /** Whether there may be older messages than those loaded, and newer ones. */
  more = $state(true);
  newer = $state(false);
  /** Why the last page could not be had. */
  problem = $state.raw<ErrorView | null>(null);
  /** Counts how often the window was opened anew, somewhere else. */
  opened = $state(0);
  constructor(api: HushroomApi, conversation: string) {
    this.#api = api;
    this.#conversation = conversation;
  }

  /** Opens it at the newest messages. Returns up to where the conversation was seen; null if it could not. */
  async openNewest(): Promise<number | null> {
    const result = await this.#ask('conversation.page', { before: null, limit: OPENED_MESSAGES });
    if (result === null) return null;
    this.#open(result.messages, result.more, false);
    return result.seen;
  }

  /** Opens it around a position or a message. Returns up to where the conversation was seen; null if it could not. */
  async openAround(at: number | string): Promise<number | null> {
    const result = await this.#ask('conversation.around', { at, limit: OPENED_MESSAGES });
    if (result === null) return null;
    this.#open(result.messages, result.more, result.newer);
    return result.seen;
  }

  /** Reads again what is there, in its place: events were missed. */
  async refresh(): Promise<void> {
    const after = (this.messages[0]?.position ?? 0) - 1;
    const { opened } = this;
    const result = await this.#ask('conversation.after', { after, limit: PAGE_MESSAGES_MAX });
    if (result === null || opened !== this.opened) return;
    this.messages = result.messages;
    this.newer = result.newer;
  }

  /**
   * Loads the page before the oldest message, and gives up so many of the newest, which are far from what is read. Does
   * nothing while a page is under way. Returns whether it did.
   */
  async loadOlder(spare = 0): Promise<boolean> {
    const oldest = this.messages[0];
    if (!this.more || this.#isPaging || oldest === undefined) return false;
    this.#isPaging = true;
    const result = await this.#ask('conversation.page', { before: oldest.position, limit: PAGE_MESSAGES });
    this.#isPaging = false;
    if (result === null || this.messages[0] !== oldest) return false;
    this.more = result.more;
    if (spare > 0) this.newer = true;
    this.messages = [...result.messages, ...this.messages.slice(0, this.messages.length - spare)];
    return true;
  }

  /** Likewise after the newest message, and gives up so many of the oldest. */
  async loadNewer(spare = 0): Promise<boolean> {
    const newest = this.messages.at(-1);
    if (!this.newer || this.#isPaging || newest === undefined) return false;
    this.#isPaging = true;
    const result = await this.#ask('conversation.after', { after: newest.position, limit: PAGE_MESSAGES });
    this.#isPaging = false;
    if (result === null || this.messages.at(-1) !== newest) return false;
    this.newer = result.newer;
    if (spare > 0) this.more = true;
    this.messages = [...this.messages.slice(spare), ...result.messages];
    return true;
  }

  /** Drops old messages, so that a window that follows the newest does not grow all day. */
  trim(): void {
    if (this.messages.length <= KEPT_MESSAGES + PAGE_MESSAGES) return;
    this.more = true;
    this.messages = this.messages.slice(-KEPT_MESSAGES);
  }

  /** Takes a new message, or a new state of one that is there. What lies outside comes with its page. */
  put(message: MessageView): void {
    const at = this.messages.findIndex(({ id }) => id === message.id);
    const others = at === -1 ? this.messages : this.messages.toSpliced(at, 1);
    const [oldest, newest] = [others[0], this.messages.at(-1)];
    const isBefore = this.more && (oldest === undefined || message.position < oldest.position);
    const isAfter = newest !== undefined && message.position > newest.position;
    if (at === -1 && isBefore) return;
    if (isAfter && others.length >= MESSAGES_MAX) this.newer = true;
    if (isAfter && this.newer) {
      this.messages = others;
      return;
    }
    const place = others.findLastIndex(({ position }) => position < message.position) + 1;
    this.messages = others.toSpliced(place, 0, message);
  }

  /** Puts something in the place of a message that is there. */
  change(id: string, change: (message: MessageView) => MessageView): void {
    this.messages = this.messages.map((message) => (message.id === id ? change(message) : message));
  }

  remove(ids: readonly string[]): void {
    const gone = new Set(ids);
    this.messages = this.messages.filter(({ id }) => !gone.has(id));
  }

  has(id: string): boolean {
    return this.messages.some((message) => message.id === id);
  }

  #open(messages: readonly MessageView[], more: boolean, newer: boolean): void {
    this.messages = messages;
    this.more = more;
    this.newer = newer;
    this.opened += 1;
  }

  async #ask<N extends 'conversation.page' | 'conversation.around' | 'conversation.after'>(
    name: N,
    args: Omit<CallArgs<N>, 'conversation'>,
  ): Promise<CallValues[N] | null> {
    const result = await this.#api.call(name, { conversation: this.#conversation, ...args } as CallArgs<N>);
    this.problem = result.ok ? null : result.error;
    return result.ok ? result.value : null;
  }
}
