// What is under way in the conversation on screen: what is being answered or changed, which menu or dialog is open, which
// message is shown to the one who jumped to it. Made with the conversation and gone with it.
import {
  DRAFT_CHARS_MAX,
  type CallArgs,
  type CallName,
  type ErrorView,
  type FileView,
  type MessageView,
  type ResultMessage,
} from '@hushroom/ipc';
import { createContext } from 'svelte';
import type { Session } from '../../session/session.svelte.ts';
import type { Timeline } from '../../session/timeline.svelte.ts';
import type { Anchor } from '../../ui/anchor.ts';
import { offerOf, type Offer } from '../file/offer.ts';
import { replyOf } from '../message/excerpt.ts';
import { mentionsIn } from '../composer/mentions.ts';
import { TypingTeller } from '../composer/typing-teller.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { FileTurns } from './file-turns.ts';
import { isWritable } from './writable.ts';

export type Asked =
  | { readonly kind: 'delete' | 'forward' | 'info'; readonly message: MessageView }
  | { readonly kind: 'link'; readonly href: string; readonly text: string }
  | { readonly kind: 'picture'; readonly id: string; readonly file: FileView; readonly caption: string };

/** Something that floats beside a message. */
export interface Floating {
  readonly kind: 'menu' | 'emoji';
  readonly message: MessageView;
  readonly anchor: Anchor;
}

/** How long a message stays marked after one jumped to it, ms. */
const FLASH_MS = 1600;

export class OpenConversation {
  readonly id: string;
  /** The message that it was opened at; null: where what is new begins. */
  readonly at: string | null;
  readonly timeline: Timeline;
  readonly #session: Session;

  /** What stood where one writes before a message was changed there; what it answers stays as it is. */
  #draft = '';

  /** What is answered; undefined: what the draft answers. */
  #answered = $state.raw<MessageView | null | undefined>(undefined);
  readonly #teller: TypingTeller;
  readonly #keeper = new DraftKeeper(() => {
    this.#keepDraft();
  });
  readonly #fileTurns: FileTurns;

  /** Files that are about to be sent, in the dialog that shows them. */
  attached = $state.raw<readonly File[]>([]);
  editing = $state.raw<MessageView | null>(null);
  asked = $state.raw<Asked | null>(null);
  floating = $state.raw<Floating | null>(null);
  /** Id of the message that one jumped to, for a moment. */
  flashed = $state<string | null>(null);
  /** Why the last thing that was tried did not work. */
  problem = $state.raw<ErrorView | null>(null);
  /** The list sets it: brings a message on screen. False if it is not here. */
  reveal: (id: string) => Promise<boolean> = () => Promise.resolve(false);
  /** The composer sets it. */
  focusComposer: () => void = () => undefined;

  constructor(session: Session, id: string, at: string | null = null) {
    this.#session = session;
    this.id = id;
    this.at = at;
    this.timeline = session.timeline(id);
    void this.timeline.open(at);
    this.#teller = new TypingTeller(session, id);
    this.#fileTurns = new FileTurns({
      api: session.api,
      onOffered: (message) => {
        this.timeline.receive(message);
      },
    });
  }

  /** Whether something new can be said here. */
  get canWrite(): boolean {
    const conversation = this.#session.conversation(this.id);
    return conversation !== null && isWritable(conversation);
  }

  /** The draft; while a message is changed, its new text. */
  get text(): string {
    return this.#session.draftOf(this.id);
  }

  set text(text: string) {
    this.#session.drafts.set(this.id, text);
    this.#keeper.changed();
    // What changes an old message is nothing new to wait for.
    if (this.editing === null) this.#teller.typed(text);
  }

  /** The message that is being answered, as far as it is loaded. */
  get replyTo(): MessageView | null {
    if (this.#answered !== undefined) return this.#answered;
    const id = this.#session.conversation(this.id)?.draft?.replyTo ?? null;
    return this.timeline.messages.find((message) => message.id === id) ?? null;
  }

  set replyTo(message: MessageView | null) {
    this.#answered = message;
    this.#keeper.changed();
  }

  /** Another conversation is opened, or none. */
  leave(): void {
    this.#teller.stopped();
    this.saveDraft();
  }

  /** Hands the draft to the engine at once, if it has not got it. */
  saveDraft(): void {
    this.#keeper.flush();
  }

  /** A text that is being changed is no draft. */
  #keepDraft(): void {
    const text = this.editing === null ? this.text : this.#draft;
    // What is answered may stand further back than what is loaded.
    const kept = this.#session.conversation(this.id)?.draft?.replyTo ?? null;
    const replyTo = this.#answered === undefined ? kept : (this.#answered?.id ?? null);
    const draft = { text: text.slice(0, DRAFT_CHARS_MAX), replyTo };
    void this.#session.api.call('draft.save', { conversation: this.id, ...draft });
  }

  answer(message: MessageView): void {
    if (this.editing !== null) this.cancel();
    this.replyTo = message;
    this.focusComposer();
  }

  /** Puts the text of one's own message where one writes. The draft that was there comes back afterwards. */
  edit(message: MessageView): void {
    if (message.body.type !== 'text') return;
    if (this.editing === null) this.#draft = this.text;
    this.editing = message;
    this.text = message.body.text;
    this.focusComposer();
  }

  /** Leaves the change, and the draft is as it was before; or leaves the answer. */
  cancel(): void {
    if (this.editing === null) {
      this.replyTo = null;
      return;
    }
    this.editing = null;
    this.text = this.#draft;
  }

  /** Sends what is written, or changes the message that is being changed. Returns at once where it can be shown already. */
  async send(text: string): Promise<void> {
    this.problem = null;
    const { editing, replyTo } = this;
    const mentions = mentionsIn(text, (name) => this.#session.person(name) !== null);
    if (editing !== null) {
      this.cancel();
      if (editing.body.type === 'text' && editing.body.text === text) return;
      const { ok } = await this.#call('message.edit', { message: editing.id, text, mentions });
      if (!ok) this.#giveBackChange(editing, text);
      return;
    }
    this.replyTo = null;
    this.#teller.sent();
    this.text = '';
    this.saveDraft();
    const error = await this.timeline.send({
      text,
      mentions,
      replyTo: replyTo === null ? null : replyOf(replyTo),
    });
    if (error === null) return;
    this.problem = error;
    this.#giveBack(text, replyTo);
  }

  /** Puts a text that was not taken back where one writes, before what was typed since. */
  #giveBack(text: string, replyTo: MessageView | null): void {
    const before = (since: string): string => (since === '' ? text : `${text}\n${since}`);
    if (this.editing === null) this.text = before(this.text);
    else this.#draft = before(this.#draft);
    if (this.#answered === null) this.replyTo = replyTo;
  }

  /** A change that was not taken goes on being made, unless another message is being changed by now. */
  #giveBackChange(message: MessageView, text: string): void {
    if (this.editing !== null) {
      this.#giveBack(text, null);
      return;
    }
    this.edit(message);
    this.text = text;
  }

  /**
   * Sends files one after the other, the caption with the last. Resolves once the first is in the timeline. One that is
   * refused comes back with all after it, to be sent again.
   */
  async sendFiles(files: readonly File[], caption: string): Promise<void> {
    const [first, ...rest] = files;
    if (first === undefined) return;
    const error = await this.sendFile(first, await offerOf(first), rest.length === 0 ? caption : '');
    if (error === null) {
      void this.sendFiles(rest, caption);
      return;
    }
    this.attached = [...files, ...this.attached];
    if (this.text === '') this.text = caption;
  }

  /** Puts a file into the timeline when it is its turn, and brings its bytes. Resolves when it is in the timeline. */
  async sendFile(bytes: Blob, file: Offer, caption: string): Promise<ErrorView | null> {
    const { replyTo } = this;
    this.replyTo = null;
    const conversation = this.id;
    const offer = { conversation, file, caption, replyTo: replyTo?.id ?? null };
    this.problem = await this.#fileTurns.send(bytes, offer);
    if (this.problem !== null && this.#answered === null) this.replyTo = replyTo;
    return this.problem;
  }

  /** Sends anew what could not be sent: a file from where it stands, a text as a new message in place of the failed one. */
  async resend({ id, body, mentions, replyTo }: MessageView): Promise<void> {
    if (body.type === 'file') await this.#call('file.retry', { message: id });
    if (body.type !== 'text') return;
    const error = await this.timeline.send({ text: body.text, mentions: [...mentions], replyTo });
    this.problem = error;
    if (error === null) await this.#call('message.delete', { message: id, forEveryone: false });
  }

  /** Adds one's reaction, or takes it back. */
  async react(message: MessageView, emoji: string): Promise<void> {
    const mine = message.reactions.some((reaction) => reaction.emoji === emoji && reaction.mine);
    await this.#call('message.react', { message: message.id, emoji, on: !mine });
  }

  delete(message: MessageView, forEveryone: boolean): Promise<ResultMessage> {
    return this.#call('message.delete', { message: message.id, forEveryone });
  }

  forward(message: MessageView, conversations: string[]): Promise<ResultMessage> {
    return this.#call('message.forward', { message: message.id, conversations });
  }

  /** Shows a message in its place, marked for a moment. */
  async jump(id: string): Promise<void> {
    if (!(await this.reveal(id))) {
      this.problem = { code: 'unknown-message' };
      return;
    }
    this.flashed = id;
    setTimeout(() => {
      if (this.flashed === id) this.flashed = null;
    }, FLASH_MS);
  }

  /** Goes to the oldest unread message that is about oneself. */
  async jumpToMention(): Promise<void> {
    const result = await this.#session.api.call('conversation.mention', { conversation: this.id });
    if (result.ok && result.value !== null) await this.jump(result.value.id);
  }

  async #call<N extends CallName>(name: N, args: CallArgs<N>): Promise<ResultMessage> {
    const result = await this.#session.api.call(name, args);
    this.problem = result.ok ? null : result.error;
    return result;
  }
}

export const [getOpenConversation, setOpenConversation] = createContext<OpenConversation>();
