// What a shell itself follows of an open profile: conversations for tray and notifications, and the settings that are the
// shell's. It speaks to the engine as one more page, with the window's own access: never open where the window is locked.
import {
  DEFAULT_SETTINGS,
  DRAFT_CHARS_MAX,
  type ConversationView,
  type EventMessage,
  type ParsedCall,
  type ResultMessage,
  type PersonView,
  type SettingsView,
  type Snapshot,
  type StatusView,
} from '@hushroom/ipc';
import type { Access } from './access.ts';
import type { Broker, PageChannel, ToPage } from './broker.ts';

export interface ProfileListener {
  /** The profile was opened or locked, or its settings or conversations are others. */
  readonly onChange: () => void;
  /** A conversation changed while the profile was open; `before` is null for a new one. */
  readonly onConversation: (before: ConversationView | null, after: ConversationView) => void;
  /** An answer could not be sent. It is kept as the draft of its conversation. */
  readonly onReplyKept: (conversation: string) => void;
}

/** An answer from outside the page, on its way. */
interface Reply {
  readonly conversation: string;
  readonly text: string;
}

/** For how long the engine of an app that was just quit may still have the profile: it ends after what asked it last. */
const OLD_ENGINE_MS = 30_000;
/** Between two looks whether it is gone. */
const LOOK_MS = 250;

/** The origin under which the shell speaks to its own broker: no page has it. */
const OWN_ORIGIN = 'shell:';

export class ProfileWatch {
  readonly #listener: ProfileListener;
  readonly #channel: PageChannel;
  readonly #conversations = new Map<string, ConversationView>();
  /** By user name; only of people who have one. */
  readonly #nicknames = new Map<string, string>();
  #settings: SettingsView = DEFAULT_SETTINGS;
  #isOpen = false;
  #isLocked = false;
  /** Id of the subscription under way; null if none is. */
  #subscribing: number | null = null;
  #nextId = 0;
  readonly #asked = new Map<number, (result: ResultMessage) => void>();
  /** By the id of the call that sends them. */
  readonly #replies = new Map<number, Reply>();

  constructor(broker: Broker, access: Access, listener: ProfileListener) {
    this.#listener = listener;
    this.#channel = broker.connect(OWN_ORIGIN, access, (message) => {
      this.#hear(message);
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** There is a profile, and nobody has opened it. */
  get isLocked(): boolean {
    return this.#isLocked;
  }

  /** Of the open profile; those of the one that was open last while it is locked. */
  get settings(): SettingsView {
    return this.#settings;
  }

  /** Unread messages of all conversations that are not muted. */
  unread(now: number): number {
    return [...this.#conversations.values()]
      .filter(({ mutedUntil }) => mutedUntil === null || mutedUntil <= now)
      .reduce((sum, { unread }) => sum + unread, 0);
  }

  /** What the user calls someone: the nickname if they gave one. */
  nameOf(userName: string): string {
    return this.#nicknames.get(userName) ?? userName;
  }

  /** Asks how the profile stands, while it is not open; null if nothing says so. */
  async look(): Promise<StatusView | null> {
    const result = await this.#answerOf(() => this.#call('status', {}));
    if (!result.ok || this.#isOpen) return null;
    const status = result.value as StatusView;
    this.#isLocked = status.phase === 'locked';
    this.#settings = { ...DEFAULT_SETTINGS, ...status.look };
    this.#listener.onChange();
    return status;
  }

  /**
   * Opens the profile with the keychain, for the window too. Where another engine has it, waits for that one to end, as
   * the engine of an app that was just quit does. False if the keychain does not open it, or the other one stays.
   */
  async unlock(): Promise<boolean> {
    for (let waitedMs = 0; ; waitedMs += LOOK_MS) {
      const result = await this.#answerOf(() => this.#call('unlock', { passphrase: null }));
      if (result.ok) return true;
      if (result.error.code !== 'profile-in-use' || waitedMs >= OLD_ENGINE_MS) return false;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      // Somebody at the window was faster.
      if (this.#isOpen || this.#subscribing !== null) return true;
    }
  }

  /** The window opened the profile. */
  opened(): void {
    this.#subscribing = this.#call('subscribe', {});
  }

  lock(): void {
    if (this.#isOpen) this.#call('lock', {});
  }

  /** The relay may be reachable again, or no longer. */
  reconnect(): void {
    if (this.#isOpen) this.#call('connection.retry', {});
  }

  /** Sends an answer; one that is refused is kept as a draft. */
  reply(conversation: string, text: string): void {
    // The answer may come before the call returns.
    this.#replies.set(this.#nextId, { conversation, text });
    this.#call('message.send', { conversation, text });
  }

  close(): void {
    this.#channel.close();
  }

  #call<N extends ParsedCall['call']>(call: N, args: Extract<ParsedCall, { call: N }>['args']): number {
    const id = this.#nextId++;
    this.#channel.receive(OWN_ORIGIN, { id, call, args });
    return id;
  }

  /** The answer of the call that is made by `call`: it may come before the call returns. */
  #answerOf(call: () => number): Promise<ResultMessage> {
    return new Promise((resolve) => {
      this.#asked.set(this.#nextId, resolve);
      call();
    });
  }

  #hear(message: ToPage): void {
    if ('channel' in message) {
      this.#closed();
      if (message.channel === 'restored') void this.look();
    } else if ('rev' in message) this.#event(message);
    else if (this.#replies.has(message.id)) this.#answered(message);
    else if (this.#asked.has(message.id)) {
      const resolve = this.#asked.get(message.id);
      this.#asked.delete(message.id);
      resolve?.(message);
    } else if (message.id === this.#subscribing && message.ok) {
      this.#subscribing = null;
      const { snapshot } = message.value as { readonly snapshot: Snapshot };
      for (const conversation of snapshot.conversations)
        this.#conversations.set(conversation.id, conversation);
      for (const person of snapshot.people) this.#meet(person);
      this.#settings = snapshot.settings;
      this.#isOpen = true;
      this.#isLocked = false;
      this.#listener.onChange();
    }
  }

  #answered({ id, ok }: ResultMessage): void {
    const reply = this.#replies.get(id);
    this.#replies.delete(id);
    if (ok || reply === undefined) return;
    const { conversation } = reply;
    const draft = this.#conversations.get(conversation)?.draft ?? { text: '', replyTo: null };
    const text = draft.text === '' ? reply.text : `${draft.text}\n${reply.text}`;
    this.#call('draft.save', { conversation, text: text.slice(0, DRAFT_CHARS_MAX), replyTo: draft.replyTo });
    this.#listener.onReplyKept(conversation);
  }

  #event({ event }: EventMessage): void {
    if (event.type === 'locked') {
      this.#isLocked = true;
      this.#closed();
    }
    // What comes before the snapshot is in it.
    if (!this.#isOpen) return;
    if (event.type === 'conversation') {
      const before = this.#conversations.get(event.conversation.id) ?? null;
      this.#conversations.set(event.conversation.id, event.conversation);
      this.#listener.onConversation(before, event.conversation);
    } else if (event.type === 'dropped') this.#conversations.delete(event.conversation);
    else if (event.type === 'person') this.#meet(event.person);
    else if (event.type === 'settings') this.#settings = event.settings;
    else return;
    this.#listener.onChange();
  }

  #meet({ userName, nickname }: PersonView): void {
    if (nickname === '') this.#nicknames.delete(userName);
    else this.#nicknames.set(userName, nickname);
  }

  #closed(): void {
    this.#conversations.clear();
    this.#nicknames.clear();
    this.#replies.clear();
    this.#isOpen = false;
    this.#subscribing = null;
    this.#listener.onChange();
  }
}
