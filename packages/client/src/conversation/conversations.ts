// What can be done in conversations: open, read, write; and what of it waits to be settled.
import {
  TEXT_BYTES_MAX,
  textFits,
  type CallValues,
  type ConversationView,
  type MemberView,
  type MessageView,
} from '@hushroom/ipc';
import { LOG_ID_BYTES } from '@hushroom/wire';
import { encodeTextContent, MESSAGE_ID_BYTES } from '../content/content.ts';
import { EngineError } from '../engine-error.ts';
import { toHex } from '../hex.ts';
import type { OutboxRow } from '../log/outbox.ts';
import type { Roster } from '../roster/roster.ts';
import type { MessageRow, Transaction } from '../storage.ts';
import {
  loadConversation,
  loadConversations,
  newConversation,
  saveConversation,
  type ConversationRecord,
} from './conversation-record.ts';
import { conversationView, memberViews, noticesOf, type ViewParts } from './conversation-view.ts';
import { messageRowId, recordOf } from './message-record.ts';
import { messageView } from './message-view.ts';
import { takePrinted } from './printed.ts';
import { appendWaiting } from './timeline.ts';

export interface ConversationParts extends ViewParts {
  readonly roster: Roster;
}

/** What is left out stays as it is. */
export interface Marks {
  readonly pinned?: boolean | undefined;
  readonly mutedUntil?: number | null | undefined;
  readonly archived?: boolean | undefined;
}

export class Conversations {
  readonly #parts: ConversationParts;

  constructor(parts: ConversationParts) {
    this.#parts = parts;
  }

  views(): ConversationView[] {
    return this.#read((transaction) =>
      loadConversations(transaction).map((record) => conversationView(this.#parts, transaction, record)),
    );
  }

  /** Throws `unknown-conversation`. */
  view(id: string): ConversationView {
    return this.#read((transaction) => conversationView(this.#parts, transaction, known(transaction, id)));
  }

  records(): ConversationRecord[] {
    return this.#read(loadConversations);
  }

  get(id: string): ConversationRecord {
    return this.#read((transaction) => known(transaction, id));
  }

  /** The direct conversation with somebody; null if there is none yet. */
  directWith(transaction: Transaction, userName: string): ConversationRecord | null {
    const found = loadConversations(transaction).find(
      ({ kind, title }) => kind === 'direct' && title === userName,
    );
    return found ?? null;
  }

  /** The direct conversation with somebody, begun here if need be. Throws `unknown-person`. */
  open(userName: string): ConversationView {
    const { pins, account, random, storage, clock } = this.#parts;
    if (userName === account.userName || pins.get(userName) === null) {
      throw new EngineError('unknown-person', userName);
    }
    const id = storage.transaction((transaction) => {
      const found = this.directWith(transaction, userName);
      if (found !== null) return found.id;
      const record = newConversation({
        id: toHex(random(LOG_ID_BYTES)),
        kind: 'direct',
        title: userName,
        begun: clock.now(),
      });
      saveConversation(transaction, record);
      return record.id;
    });
    return this.view(id);
  }

  page(
    id: string,
    before: number | null,
    limit: number,
  ): { messages: MessageView[]; more: boolean; seen: number } {
    return this.#read((transaction) => {
      const { seen } = known(transaction, id);
      const rows = transaction.page(id, before, limit);
      const first = rows[0];
      const more = first !== undefined && transaction.page(id, first.position, 1).length > 0;
      return { messages: rows.map((row) => this.#messageView(recordOf(row))), more, seen };
    });
  }

  /** The rows around a position, that one included where it is there. */
  around(id: string, position: number, limit: number): CallValues['conversation.around'] {
    return this.#read((transaction) => {
      const { seen } = known(transaction, id);
      const older = transaction.page(id, position + 1, Math.ceil(limit / 2));
      const rows = [...older, ...transaction.pageAfter(id, position, limit - older.length)];
      const first = rows[0]?.position ?? 0;
      return {
        messages: rows.map((row) => this.viewOfRow(row)),
        more: transaction.page(id, first, 1).length > 0,
        newer: (rows.at(-1)?.position ?? 0) < transaction.lastPosition(id),
        seen,
      };
    });
  }

  after(id: string, after: number, limit: number): CallValues['conversation.after'] {
    return this.#read((transaction) => {
      known(transaction, id);
      const rows = transaction.pageAfter(id, after, limit);
      const newer = (rows.at(-1)?.position ?? after) < transaction.lastPosition(id);
      return { messages: rows.map((row) => this.viewOfRow(row)), newer };
    });
  }

  seen(id: string, position: number): void {
    this.#parts.storage.transaction((transaction) => {
      const record = known(transaction, id);
      if (position > record.seen) saveConversation(transaction, { ...record, seen: position });
    });
  }

  /** Changes how the list treats a conversation. Throws `unknown-conversation`. */
  mark(id: string, marks: Marks): void {
    this.#parts.storage.transaction((transaction) => {
      const record = known(transaction, id);
      const { pinned = record.pinned, mutedUntil = record.mutedUntil, archived } = marks;
      const archivedAt = archived === true ? transaction.lastPosition(id) : null;
      saveConversation(transaction, {
        ...record,
        pinned,
        mutedUntil: mutedUntil ?? 0,
        archivedAt: archived === undefined ? record.archivedAt : archivedAt,
      });
    });
  }

  /**
   * Puts a message into the timeline and the outbox, durably. Throws `message-too-long`, `unknown-conversation`,
   * `sending-stopped`, `conversation-ended`, `conversation-stuck`.
   */
  send(id: string, text: string): MessageView {
    if (!textFits(text)) throw new EngineError('message-too-long', String(TEXT_BYTES_MAX));
    const { storage, random, clock, account, outbox, roster } = this.#parts;
    this.#checkSendable(this.get(id));
    const messageId = random(MESSAGE_ID_BYTES);
    const sentAt = clock.now();
    const row: OutboxRow = {
      ordinal: outbox.nextOrdinal(),
      conversation: id,
      message: messageRowId(account.accountKey, messageId),
      content: encodeTextContent({ messageId, sentAt, roster: roster.head, text }),
      sealed: null,
    };
    const record = storage.transaction((transaction) => {
      outbox.save(transaction, row);
      return appendWaiting(transaction, {
        id: row.message ?? '',
        conversation: id,
        author: { userName: account.userName, accountKey: account.accountKey, pinned: true },
        mine: true,
        sentAt,
        body: { type: 'text', text },
        failure: null,
      });
    });
    outbox.remember(row);
    return this.#messageView(record);
  }

  /** Null if there is no such message. */
  message(messageId: string): MessageView | null {
    return this.#read((transaction) => {
      const row = transaction.message(messageId);
      return row === null ? null : this.#messageView(recordOf(row));
    });
  }

  viewOfRow(row: MessageRow): MessageView {
    return this.#messageView(recordOf(row));
  }

  members(id: string): MemberView[] {
    return this.#read((transaction) => {
      known(transaction, id);
      const chosen = this.#parts.rooms.chosen(id);
      return chosen === null ? [] : memberViews(this.#parts, transaction, chosen.room);
    });
  }

  takePrinted(id: string | null, limit: number): MessageView[] {
    return this.#parts.storage.transaction((transaction) => {
      if (id !== null) known(transaction, id);
      return takePrinted(transaction, id, limit).map((record) => this.#messageView(record));
    });
  }

  #checkSendable(record: ConversationRecord): void {
    const chosen = this.#parts.rooms.chosen(record.id);
    const status = chosen?.room.record.status;
    if (record.kind === 'room') {
      if (status === 'stuck') throw new EngineError('conversation-stuck');
      if (status === undefined || status === 'left' || status === 'removed' || status === 'leaving') {
        throw new EngineError('conversation-ended');
      }
    }
    const isStopped = noticesOf(this.#parts, record).some(
      ({ code }) => code === 'identity-changed' || code === 'identity-changed-verified',
    );
    if (isStopped) throw new EngineError('sending-stopped');
  }

  #messageView(record: Parameters<typeof messageView>[0]): MessageView {
    return messageView(record, this.#parts.outbox, this.#parts.pins);
  }

  #read<T>(read: (transaction: Transaction) => T): T {
    return this.#parts.storage.transaction(read);
  }
}

function known(transaction: Transaction, id: string): ConversationRecord {
  const record = loadConversation(transaction, id);
  if (record === null) throw new EngineError('unknown-conversation');
  return record;
}
