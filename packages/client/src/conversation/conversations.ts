// What can be done in conversations besides writing (writing.ts): open and read.
import type { CallValues, ConversationView, MemberView, MessageView } from '@hushroom/ipc';
import { LOG_ID_BYTES } from '@hushroom/wire';
import { EngineError } from '../engine-error.ts';
import { listedFiles } from '../files/transfer-record.ts';
import { memberDeliveryViews } from '../delivery/delivery-view.ts';
import { everyoneTells } from '../delivery/receipts.ts';
import { raiseOwnDelivery } from '../delivery/own-delivery.ts';
import { toHex } from '../hex.ts';
import type { MessageRow, Transaction } from '../storage.ts';
import {
  loadConversation,
  loadConversations,
  newConversation,
  saveConversation,
  type ConversationRecord,
} from './conversation-record.ts';
import { consent } from './consent.ts';
import { conversationView, memberViews, type ViewParts } from './conversation-view.ts';
import { startSeen } from './expiry.ts';
import { recordOf } from './message-record.ts';
import { messageView } from './message-view.ts';
import { takePrinted } from './printed.ts';

/** What is left out stays as it is. */
export interface Marks {
  readonly pinned?: boolean | undefined;
  readonly mutedUntil?: number | null | undefined;
  readonly archived?: boolean | undefined;
}

export class Conversations {
  readonly #parts: ViewParts;

  constructor(parts: ViewParts) {
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
        // Rooms outlive a conversation that was dropped.
        id: this.#parts.rooms.directWith(userName)?.record.conversation ?? toHex(random(LOG_ID_BYTES)),
        kind: 'direct',
        title: userName,
        begun: clock.now(),
        // Opening is not writing: until then who writes first asks for it.
        consented: false,
        invitedBy: '',
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
      return { messages: rows.map((row) => this.viewOfRow(transaction, row)), more, seen };
    });
  }

  /** The rows around a position or a message, that one included where it is there. Throws `unknown-message`. */
  around(id: string, at: number | string, limit: number): CallValues['conversation.around'] {
    return this.#read((transaction) => {
      const { seen } = known(transaction, id);
      const position = typeof at === 'number' ? at : placeOf(transaction, id, at);
      const older = transaction.page(id, position + 1, Math.ceil(limit / 2));
      const rows = [...older, ...transaction.pageAfter(id, position, limit - older.length)];
      const first = rows[0]?.position ?? 0;
      return {
        messages: rows.map((row) => this.viewOfRow(transaction, row)),
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
      return { messages: rows.map((row) => this.viewOfRow(transaction, row)), newer };
    });
  }

  /** The oldest unread message that is about me; null where there is none. */
  mention(id: string): MessageView | null {
    return this.#read((transaction) => {
      let { seen: after } = known(transaction, id);
      while (transaction.unreadMentions(id, after) > 0) {
        const rows = transaction.pageAfter(id, after, READ_ROWS);
        const found = rows.find(({ countsMention }) => countsMention);
        if (found !== undefined) return this.viewOfRow(transaction, found);
        after = rows.at(-1)?.position ?? Infinity;
      }
      return null;
    });
  }

  /** Messages that carry a file, newest first. */
  files(id: string, before: number | null, limit: number): CallValues['conversation.files'] {
    return this.#read((transaction) => {
      known(transaction, id);
      const rows = listedFiles(transaction, id)
        .map((message) => transaction.message(message))
        .filter((row) => row !== null)
        .filter((row) => row.hasFile && (before === null || row.position < before))
        .sort((left, right) => right.position - left.position);
      const messages = rows.slice(0, limit).map((row) => this.viewOfRow(transaction, row));
      return { messages, more: rows.length > limit };
    });
  }

  /** Everything up to a position was on screen. Returns the ids of messages whose time runs from now on. */
  seen(id: string, position: number): string[] {
    const { storage, settings, clock } = this.#parts;
    return storage.transaction((transaction) => {
      const record = known(transaction, id);
      const seen = Math.min(position, transaction.lastPosition(id));
      if (seen <= record.seen) return [];
      saveConversation(transaction, { ...record, seen });
      if (settings.current.readReceipts) saveRead(transaction, id, seen);
      const { seen: after } = record;
      return startSeen(transaction, { conversation: id, after, upTo: seen, now: clock.now() });
    });
  }

  /** The newest message of another counts as unread again, where there is one. Throws `unknown-conversation`. */
  unsee(id: string): void {
    this.#parts.storage.transaction((transaction) => {
      const record = known(transaction, id);
      const newest = transaction.lastCounting(id);
      if (newest === 0) return;
      saveConversation(transaction, { ...record, seen: Math.min(record.seen, newest - 1) });
    });
  }

  /** Null if there is none. */
  find(id: string): ConversationRecord | null {
    return this.#read((transaction) => loadConversation(transaction, id));
  }

  /** The user takes part. Returns whether that is new. */
  consent(id: string): boolean {
    return this.#parts.storage.transaction((transaction) => consent(transaction, id));
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

  /** Null if there is no such message. */
  message(messageId: string): MessageView | null {
    return this.#read((transaction) => {
      const row = transaction.message(messageId);
      return row === null ? null : this.viewOfRow(transaction, row);
    });
  }

  /** Who of the others has a message of mine. Throws `unknown-message`. */
  info(messageId: string): CallValues['message.info'] {
    return this.#read((transaction) => {
      const row = transaction.message(messageId);
      if (row === null) throw new EngineError('unknown-message');
      const { mine, marks } = recordOf(row);
      if (!mine || marks.place === null) return { members: [], everyoneTells: true };
      const driver = this.#parts.rooms.get(marks.place.room);
      return {
        members: memberDeliveryViews(this.#parts, transaction, marks.place),
        everyoneTells: driver === null || everyoneTells(driver.room),
      };
    });
  }

  viewOfRow(transaction: Transaction, row: MessageRow): MessageView {
    return messageView(recordOf(row), transaction, this.#parts);
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
      return takePrinted(transaction, id, limit).map((record) =>
        messageView(record, transaction, this.#parts),
      );
    });
  }

  #read<T>(read: (transaction: Transaction) => T): T {
    return this.#parts.storage.transaction(read);
  }
}

/** Rows that are looked through at once for one of a kind. */
const READ_ROWS = 100;

function saveRead(transaction: Transaction, id: string, seen: number): void {
  const newest = new Map<string, number>();
  for (const { mine, marks } of transaction.page(id, seen + 1, READ_ROWS).map(recordOf)) {
    if (mine || marks.place === null) continue;
    const { room, seq } = marks.place;
    newest.set(room, Math.max(seq, newest.get(room) ?? 0));
  }
  for (const [room, seq] of newest) raiseOwnDelivery(transaction, room, { seen: seq });
}

function placeOf(transaction: Transaction, id: string, messageId: string): number {
  const row = transaction.message(messageId);
  if (row?.conversation !== id) throw new EngineError('unknown-message');
  return row.position;
}

function known(transaction: Transaction, id: string): ConversationRecord {
  const record = loadConversation(transaction, id);
  if (record === null) throw new EngineError('unknown-conversation');
  return record;
}
