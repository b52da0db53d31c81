// What is to be sent and is not yet seen in a log. A row is made with its message; it gets exact bytes when it is sealed,
// in the same transaction as the ratchet that sealed it, and is sent again with those bytes until the log shows them.
// Where a removal made the bytes void, the content is sealed again under a new entry id and the same message id.
import {
  boolean,
  decode,
  encode,
  fixed,
  opaque,
  optional,
  struct,
  uint53,
  type Codec,
} from '@hushroom/codec';
import { clientEntryId, logId, MESSAGE_BYTES_MAX } from '@hushroom/wire';
import type { ErrorCode } from '@hushroom/ipc';
import { fromHex, numberKey, toHex } from '../hex.ts';
import type { Storage, Transaction } from '../storage.ts';

const SPACE = 'outbox';
const ROW_ID_BYTES = 16;

/** The exact bytes of a sealed row. */
export interface SealedEntry {
  /** Hex of the room that it was sealed for. */
  readonly room: string;
  readonly epoch: number;
  readonly clientEntryId: Uint8Array;
  readonly payload: Uint8Array;
}

export interface OutboxRow {
  /** Place in the order of sending, unique in the profile. */
  readonly ordinal: number;
  /** Hex. */
  readonly conversation: string;
  /** Id of the row in the timeline; null for what shows nothing there, such as a request to leave. */
  readonly message: string | null;
  /** Id of the row in the timeline that it acts upon: a reaction, an edit, a deletion. */
  readonly target: string | null;
  /** Dropped, and not sealed again, where its bytes become void: what it says will be said anew. */
  readonly lapses: boolean;
  /** Encoded content; empty for a handshake, which cannot be sealed again. */
  readonly content: Uint8Array;
  readonly sealed: SealedEntry | null;
}

interface Stored {
  readonly ordinal: number;
  readonly conversation: Uint8Array;
  readonly message: Uint8Array | null;
  readonly target: Uint8Array | null;
  readonly lapses: boolean;
  readonly content: Uint8Array;
  readonly sealed: StoredSealed | null;
}

interface StoredSealed extends Omit<SealedEntry, 'room'> {
  readonly room: Uint8Array;
}

const stored: Codec<Stored> = struct<Stored>({
  ordinal: uint53,
  conversation: logId,
  message: optional(fixed(ROW_ID_BYTES)),
  target: optional(fixed(ROW_ID_BYTES)),
  lapses: boolean,
  content: opaque(MESSAGE_BYTES_MAX),
  sealed: optional(
    struct<StoredSealed>({
      room: logId,
      epoch: uint53,
      clientEntryId,
      payload: opaque(MESSAGE_BYTES_MAX),
    }),
  ),
});

export class Outbox {
  readonly #rows: Map<number, OutboxRow>;
  /** Ordinals whose bytes the relay has confirmed: on its disk, and not yet seen in the log here. */
  readonly #confirmed = new Set<number>();
  /** Why the relay did not take a row when it was last asked, where it may take it later. */
  readonly #refusals = new Map<number, ErrorCode>();
  #lastOrdinal: number;

  constructor(storage: Storage) {
    const rows = storage.transaction((transaction) =>
      transaction.list(SPACE).map(([, value]) => load(value)),
    );
    this.#rows = new Map(rows.map((row) => [row.ordinal, row]));
    this.#lastOrdinal = rows.at(-1)?.ordinal ?? 0;
  }

  /** A number for a new row: after every row so far. */
  nextOrdinal(): number {
    this.#lastOrdinal += 1;
    return this.#lastOrdinal;
  }

  /** Writes a row; {@link remember} must follow once the transaction is durable. */
  save(transaction: Transaction, row: OutboxRow): void {
    const { ordinal, sealed } = row;
    const value = encode(stored, {
      ...row,
      conversation: fromHex(row.conversation),
      message: row.message === null ? null : fromHex(row.message),
      target: row.target === null ? null : fromHex(row.target),
      sealed: sealed === null ? null : { ...sealed, room: fromHex(sealed.room) },
    });
    transaction.put(SPACE, numberKey(ordinal), value);
  }

  remember(row: OutboxRow): void {
    this.#rows.set(row.ordinal, row);
    this.#confirmed.delete(row.ordinal);
    this.#refusals.delete(row.ordinal);
  }

  /** Takes a row away; {@link forget} must follow once the transaction is durable. */
  delete(transaction: Transaction, { ordinal }: OutboxRow): void {
    transaction.delete(SPACE, numberKey(ordinal));
  }

  forget({ ordinal }: OutboxRow): void {
    this.#rows.delete(ordinal);
    this.#confirmed.delete(ordinal);
    this.#refusals.delete(ordinal);
  }

  confirm({ ordinal }: OutboxRow): void {
    if (this.#rows.has(ordinal)) this.#confirmed.add(ordinal);
    this.#refusals.delete(ordinal);
  }

  isConfirmed({ ordinal }: OutboxRow): boolean {
    return this.#confirmed.has(ordinal);
  }

  /** The relay refused a row for a reason that may pass. */
  refuse({ ordinal }: OutboxRow, code: ErrorCode): void {
    if (this.#rows.has(ordinal)) this.#refusals.set(ordinal, code);
  }

  /** Why the relay has not taken a row yet, or null. */
  refusalOf({ ordinal }: OutboxRow): ErrorCode | null {
    return this.#refusals.get(ordinal) ?? null;
  }

  /** Whether the row is still the newest state of its ordinal. */
  isCurrent(row: OutboxRow): boolean {
    return this.#rows.get(row.ordinal) === row;
  }

  /** Rows of a conversation in the order of sending. */
  ofConversation(conversation: string): OutboxRow[] {
    return this.#inOrder((row) => row.conversation === conversation);
  }

  /** Rows sealed for a room, in the order of sending. */
  ofRoom(room: string): (OutboxRow & { readonly sealed: SealedEntry })[] {
    return this.#inOrder((row) => row.sealed?.room === room).filter(isSealed);
  }

  /** The row of a message in the timeline, or null once the log has shown it. */
  ofMessage(message: string): OutboxRow | null {
    for (const row of this.#rows.values()) if (row.message === message) return row;
    return null;
  }

  /** Rows that act upon a message in the timeline, in the order of sending. */
  ofTarget(target: string): OutboxRow[] {
    return this.#inOrder((row) => row.target === target);
  }

  /** Messages that the relay has not confirmed. */
  get waiting(): number {
    let count = 0;
    for (const row of this.#rows.values()) if (row.message !== null && !this.isConfirmed(row)) count++;
    return count;
  }

  #inOrder(wanted: (row: OutboxRow) => boolean): OutboxRow[] {
    return [...this.#rows.values()].filter(wanted).sort((left, right) => left.ordinal - right.ordinal);
  }
}

function isSealed(row: OutboxRow): row is OutboxRow & { readonly sealed: SealedEntry } {
  return row.sealed !== null;
}

function load(value: Uint8Array): OutboxRow {
  const { conversation, message, target, sealed, ...row } = decode(stored, value);
  return {
    ...row,
    conversation: toHex(conversation),
    message: message === null ? null : toHex(message),
    target: target === null ? null : toHex(target),
    sealed: sealed === null ? null : { ...sealed, room: toHex(sealed.room) },
  };
}
