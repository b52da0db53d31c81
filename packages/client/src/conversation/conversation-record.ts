// A conversation as it is kept: a name for one or more rooms of the same people, and how far it was read.
import {
  boolean,
  decode,
  encode,
  enumeration,
  fixed,
  optional,
  struct,
  text,
  uint53,
  uint8,
  type Codec,
} from '@hushroom/codec';
import { LOG_ID_BYTES, userName } from '@hushroom/wire';
import { ROOM_NAME_CHARS_MAX, type ConversationKind } from '@hushroom/ipc';
import { fromHex, toHex } from '../hex.ts';
import type { Transaction } from '../storage.ts';

const SPACE = 'conversation';
/** A character of a name takes at most three bytes of UTF-8 per UTF-16 unit. */
const TITLE_BYTES_MAX = 3 * ROOM_NAME_CHARS_MAX;

export interface ConversationRecord {
  /** Hex of the id of the first room that carries it. */
  readonly id: string;
  readonly kind: ConversationKind;
  /** A room's name; for direct messages the other's user name. */
  readonly title: string;
  /** Position up to which it was read. */
  readonly seen: number;
  /** Highest position of a row that is not waiting to be ordered. */
  readonly ordered: number;
  /** Arrival number up to which its messages were printed. */
  readonly printed: number;
  /** When it was begun here, ms since 1970. */
  readonly begun: number;
  readonly pinned: boolean;
  /** Until when nothing is to be said of new messages, ms since 1970; 0: they are announced. */
  readonly mutedUntil: number;
  /** The last position when it was put away; null where it is not. What comes after brings it back. */
  readonly archivedAt: number | null;
  /** The user takes part: began it, wrote in it or accepted it (consent.ts). */
  readonly consented: boolean;
  /** Who began it, where that was somebody else; else empty. */
  readonly invitedBy: string;
}

interface Stored extends Omit<ConversationRecord, 'id'> {
  readonly logId: Uint8Array;
}

const stored: Codec<Stored> = struct<Stored>({
  logId: fixed(LOG_ID_BYTES),
  kind: enumeration(uint8, { direct: 1, room: 2, past: 3 }),
  title: text(TITLE_BYTES_MAX),
  seen: uint53,
  ordered: uint53,
  printed: uint53,
  begun: uint53,
  pinned: boolean,
  mutedUntil: uint53,
  archivedAt: optional(uint53),
  consented: boolean,
  invitedBy: userName,
});

/** A conversation nobody has written in yet. */
export function newConversation(
  made: Pick<ConversationRecord, 'id' | 'kind' | 'title' | 'begun' | 'consented' | 'invitedBy'>,
): ConversationRecord {
  return { ...made, seen: 0, ordered: 0, printed: 0, pinned: false, mutedUntil: 0, archivedAt: null };
}

export function saveConversation(transaction: Transaction, record: ConversationRecord): void {
  transaction.put(SPACE, record.id, encode(stored, { ...record, logId: fromHex(record.id) }));
}

export function loadConversation(transaction: Transaction, id: string): ConversationRecord | null {
  const value = transaction.get(SPACE, id);
  return value === null ? null : recordOf(value);
}

export function deleteConversation(transaction: Transaction, id: string): void {
  transaction.delete(SPACE, id);
}

/** Gives a conversation another title, if there is such a conversation. */
export function saveTitle(transaction: Transaction, id: string, title: string): void {
  const record = loadConversation(transaction, id);
  if (record !== null) saveConversation(transaction, { ...record, title });
}

export function loadConversations(transaction: Transaction): ConversationRecord[] {
  return transaction.list(SPACE).map(([, value]) => recordOf(value));
}

function recordOf(value: Uint8Array): ConversationRecord {
  const { logId, ...record } = decode(stored, value);
  return { ...record, id: toHex(logId) };
}
