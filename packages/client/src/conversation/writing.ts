// What one writes: messages, and acts upon messages that stand. Each is in the timeline or the outbox, durably, when its
// method returns; sending follows.
import { TEXT_BYTES_MAX, textFits, type Mention } from '@hushroom/ipc';
import { encodeContent, MESSAGE_ID_BYTES, type NewContent } from '../content/content.ts';
import { fittingMentions, NO_EXTENSIONS, type ContentExtensions } from '../content/extensions.ts';
import { EngineError } from '../engine-error.ts';
import { leaveAtRelay } from '../files/transfer-record.ts';
import type { OutboxRow } from '../log/outbox.ts';
import type { Transaction } from '../storage.ts';
import { EDIT_MS, type ActPart } from './act.ts';
import { consent } from './consent.ts';
import { loadConversation, type ConversationRecord } from './conversation-record.ts';
import type { ViewParts } from './conversation-view.ts';
import { disappearAfterIn } from './disappear-after.ts';
import { waitingExpiry } from './expiry.ts';
import { NO_MARKS, type Expiry } from './message-marks.ts';
import { messageRowId, recordOf, type FileRecord, type MessageRecord } from './message-record.ts';
import { afterOwnActs } from './own-acts.ts';
import { checkSendable, checkVisible } from './sendable.ts';
import { appendWaiting } from './timeline.ts';

/** A text and what goes with it. */
export interface Words {
  readonly text: string;
  readonly mentions: readonly Mention[];
  /** The row that it answers. */
  readonly replyTo: string | null;
  readonly forwarded: boolean;
}

export class Writing {
  readonly #parts: ViewParts;

  constructor(parts: ViewParts) {
    this.#parts = parts;
  }

  /**
   * Puts a message into the timeline and the outbox; returns its id. Throws `message-too-long`, `unknown-conversation`,
   * `unknown-message` for an answer to what is not there, `sending-stopped`, `conversation-ended`, `conversation-stuck`.
   */
  send(conversation: string, words: Words): string {
    const { text, replyTo, forwarded } = words;
    checkLength(text);
    const { storage, account } = this.#parts;
    const { answersMe } = storage.transaction((transaction) => {
      checkSendable(this.#parts, knownConversation(transaction, conversation));
      return { answersMe: replyTo !== null && answered(transaction, conversation, replyTo).mine };
    });
    const mentions = fittingMentions(text, words.mentions);
    const expiry = this.expiryIn(conversation);
    const expireAfterSeconds = expiry?.afterSeconds ?? 0;
    const extensions = { ...NO_EXTENSIONS, replyTo, mentions, forwarded, expireAfterSeconds };
    const content = this.#content({ type: 'text', text }, extensions);
    const id = messageRowId(account.accountKey, content.messageId);
    this.#queue({ conversation, message: id, target: null }, content, (transaction) => {
      appendWaiting(transaction, {
        id,
        conversation,
        author: { userName: account.userName, accountKey: account.accountKey, pinned: true },
        mine: true,
        sentAt: content.sentAt,
        body: { type: 'text', text },
        marks: { ...NO_MARKS, replyTo, answersMe, mentions, forwarded, expiry },
        failure: null,
      });
    });
    return id;
  }

  /**
   * Puts the message of a file whose blob is stored into the outbox, in the caller's transaction. What it returns is to be
   * called once that is durable.
   */
  queueFile(transaction: Transaction, record: FileRecord, messageId: Uint8Array): () => void {
    const { outbox, roster } = this.#parts;
    const { id, conversation, sentAt, marks, body } = record;
    const { replyTo, forwarded, expiry } = marks;
    const expireAfterSeconds = expiry?.afterSeconds ?? 0;
    const content = encodeContent({
      messageId,
      sentAt,
      roster: roster.head,
      part: { type: 'attachment', ...body.attachment },
      extensions: { ...NO_EXTENSIONS, replyTo, forwarded, expireAfterSeconds },
    });
    const ordinal = outbox.nextOrdinal();
    const row: OutboxRow = {
      ordinal,
      conversation,
      message: id,
      target: null,
      lapses: false,
      content,
      sealed: null,
    };
    outbox.save(transaction, row);
    return () => {
      outbox.remember(row);
    };
  }

  /** Throws `unknown-message` unless a row stands in a conversation, so that it can be answered there. */
  checkAnswered(conversation: string, id: string): void {
    this.#parts.storage.transaction((transaction) => answered(transaction, conversation, id));
  }

  /** Throws `unknown-conversation`, `sending-stopped`, `conversation-ended`, `conversation-stuck`. */
  checkSendable(conversation: string): void {
    this.#parts.storage.transaction((transaction) => {
      checkSendable(this.#parts, knownConversation(transaction, conversation));
    });
  }

  /** Throws `unknown-conversation`, and what {@link checkVisible} throws. */
  checkVisible(conversation: string): void {
    this.#parts.storage.transaction((transaction) => {
      checkVisible(this.#parts, knownConversation(transaction, conversation));
    });
  }

  /** Changes the words of one's own message. Throws what {@link send} throws, `not-author`, `edit-too-late`, `message-gone`. */
  edit(id: string, text: string, mentions: readonly Mention[]): void {
    checkLength(text);
    const record = this.#ownMessage(id);
    if (record.body.type !== 'text') throw new EngineError('message-gone');
    if (Math.abs(this.#parts.clock.now() - record.sentAt) > EDIT_MS) throw new EngineError('edit-too-late');
    const fitting = fittingMentions(text, mentions);
    const expireAfterSeconds = record.marks.expiry?.afterSeconds ?? 0;
    const extensions = { ...NO_EXTENSIONS, mentions: fitting, expireAfterSeconds };
    this.#act(record, { type: 'edit', target: id, text }, extensions);
  }

  /** Puts a reaction to a message, or takes it back. Throws as {@link send}, and `message-gone`. */
  react(id: string, emoji: string, on: boolean): void {
    this.#act(this.#standing(id), { type: 'reaction', target: id, emoji, on });
  }

  /** Takes one's own message back. Throws as {@link send}, `not-author`, `message-gone`. */
  deleteForEveryone(id: string): void {
    const record = this.#ownMessage(id);
    if (!this.#withdraw(id)) this.#act(record, { type: 'deletion', target: id });
  }

  /**
   * Forgets a row on this device alone. What may be on its way already is taken back from everyone as well, once it is
   * there, whatever happens until then. Throws `unknown-message`.
   */
  deleteForMe(id: string): void {
    const { conversation } = this.#record(id);
    if (this.#withdraw(id)) return;
    const { outbox, storage } = this.#parts;
    const forget = (transaction: Transaction): void => {
      transaction.deleteMessage(id);
    };
    const row = outbox.ofMessage(id);
    if (row === null || outbox.isConfirmed(row)) {
      storage.transaction((transaction) => {
        leaveAtRelay(transaction, id);
        forget(transaction);
      });
      return;
    }
    const content = this.#content({ type: 'deletion', target: id }, NO_EXTENSIONS);
    this.#queue({ conversation, message: null, target: id }, content, forget);
  }

  /**
   * Says a message again in each of the conversations; returns the new ids. Throws as {@link send}, `message-gone`,
   * `not-forwardable` for what disappears.
   */
  forward(id: string, conversations: readonly string[]): string[] {
    const { body, marks } = this.#standing(id);
    if (body.type !== 'text') throw new EngineError('message-gone');
    if (marks.expiry !== null) throw new EngineError('not-forwardable');
    const words = { text: body.text, mentions: marks.mentions, replyTo: null, forwarded: true };
    return conversations.map((conversation) => this.send(conversation, words));
  }

  /** A message that was never sealed is no one's but ours: it is taken out of the outbox, and gone. */
  #withdraw(id: string): boolean {
    const { outbox, storage } = this.#parts;
    const row = outbox.ofMessage(id);
    if (row === null || row.sealed !== null) return false;
    const rows = [row, ...outbox.ofTarget(id)];
    storage.transaction((transaction) => {
      for (const each of rows) outbox.delete(transaction, each);
      transaction.deleteMessage(id);
    });
    for (const each of rows) outbox.forget(each);
    return true;
  }

  #act(record: MessageRecord, part: ActPart, extensions = NO_EXTENSIONS): void {
    const { conversation } = record;
    this.#parts.storage.transaction((transaction) => {
      checkSendable(this.#parts, knownConversation(transaction, conversation));
    });
    const content = this.#content(part, extensions);
    this.#queue({ conversation, message: null, target: part.target }, content, () => undefined);
  }

  /** What the setting says of a message that is written now; null where it stays. */
  expiryIn(conversation: string): Expiry | null {
    const { storage, rooms } = this.#parts;
    return waitingExpiry(
      storage.transaction((transaction) => disappearAfterIn(transaction, rooms, conversation)),
    );
  }

  #content(part: NewContent['part'], extensions: ContentExtensions): NewContent {
    const { random, clock, roster } = this.#parts;
    const messageId = random(MESSAGE_ID_BYTES);
    return { messageId, sentAt: clock.now(), roster: roster.head, part, extensions };
  }

  #queue(
    what: Pick<OutboxRow, 'conversation' | 'message' | 'target'>,
    content: NewContent,
    write: (transaction: Transaction) => void,
  ): void {
    const { outbox, storage } = this.#parts;
    const row = {
      ...what,
      ordinal: outbox.nextOrdinal(),
      lapses: false,
      content: encodeContent(content),
      sealed: null,
    };
    storage.transaction((transaction) => {
      outbox.save(transaction, row);
      // Whoever writes takes part: a request is accepted by an answer.
      consent(transaction, what.conversation);
      write(transaction);
    });
    outbox.remember(row);
  }

  #ownMessage(id: string): MessageRecord {
    const record = this.#standing(id);
    if (!record.mine) throw new EngineError('not-author');
    return record;
  }

  /** A message whose words are here, as it is with the acts that are on their way. */
  #standing(id: string): MessageRecord {
    const record = afterOwnActs(this.#record(id), this.#parts);
    const { body, failure } = record;
    const stands = body.type === 'text' || body.type === 'file';
    if (!stands || failure !== null) throw new EngineError('message-gone');
    return record;
  }

  #record(id: string): MessageRecord {
    return this.#parts.storage.transaction((transaction) => {
      const row = transaction.message(id);
      if (row === null) throw new EngineError('unknown-message');
      return recordOf(row);
    });
  }
}

function checkLength(text: string): void {
  if (!textFits(text)) throw new EngineError('message-too-long', String(TEXT_BYTES_MAX));
}

function knownConversation(transaction: Transaction, id: string): ConversationRecord {
  const record = loadConversation(transaction, id);
  if (record === null) throw new EngineError('unknown-conversation');
  return record;
}

/** The row that an answer names: it must stand in the same conversation. */
function answered(transaction: Transaction, conversation: string, id: string): MessageRecord {
  const row = transaction.message(id);
  if (row?.conversation !== conversation) throw new EngineError('unknown-message');
  return recordOf(row);
}
