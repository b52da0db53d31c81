// A conversation as it is kept: a name for one or more rooms of the same people, and how far it was read.
import { decode, encode, enumeration, fixed, struct, text, uint53, uint8, type Codec } from '@hushroom/codec';
import { LOG_ID_BYTES } from '@hushroom/wire';
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
  /** A room's name; for a direct message the other's user name. */
  readonly title: string;
  /** Position up to which it was read. */
  readonly seen: number;
  /** Highest position of a row that is not waiting to be ordered. */
  readonly ordered: number;
  /** Arrival number up to which its messages were printed. */
  readonly printed: number;
}

interface Stored extends Omit<ConversationRecord, 'id'> {
  readonly logId: Uint8Array;
}

const stored: Codec<Stored> = struct<Stored>({
  logId: fixed(LOG_ID_BYTES),
  kind: enumeration(uint8, { direct: 1, room: 2 }),
  title: text(TITLE_BYTES_MAX),
  seen: uint53,
  ordered: uint53,
  printed: uint53,
});

export function saveConversation(transaction: Transaction, record: ConversationRecord): void {
  transaction.put(SPACE, record.id, encode(stored, { ...record, logId: fromHex(record.id) }));
}

export function loadConversation(transaction: Transaction, id: string): ConversationRecord | null {
  const value = transaction.get(SPACE, id);
  return value === null ? null : recordOf(value);
}

export function loadConversations(transaction: Transaction): ConversationRecord[] {
  return transaction.list(SPACE).map(([, value]) => recordOf(value));
}

function recordOf(value: Uint8Array): ConversationRecord {
  const { logId, ...record } = decode(stored, value);
  return { ...record, id: toHex(logId) };
}
