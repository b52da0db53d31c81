// What the engine asks of its storage. Synchronous, because one transaction must hold one step of the engine whole:
// plaintext, ratchet, transcript and cursor together, or none of them.
// Implementations: memory-storage.ts (simulation) and packages/engine-node (SQLite); both pass storage.contract.ts.

import type { RowQuery, RowsFound } from './search/row-search.ts';

/** One row of a conversation's timeline. `body` is the engine's own encoding. */
export interface MessageRow {
  /** Lower-case hex, 16 bytes; unique in the profile. */
  readonly id: string;
  /** Lower-case hex, 32 bytes. */
  readonly conversation: string;
  /** Ascending within its conversation; unique there. */
  readonly position: number;
  readonly from: string;
  /** The author's claim, ms since 1970. */
  readonly sentAt: number;
  /** Whether it counts as unread while it stands after the position that was seen. */
  readonly countsUnread: boolean;
  /** Whether it counts, while it is unread, among those that are about me. */
  readonly countsMention: boolean;
  /** When it is to be deleted, ms since 1970; null: it stays, or its time has not begun. */
  readonly expiresAt: number | null;
  /** Plain text for search and lists; empty where there is none. */
  readonly text: string;
  /** Whether a search may find it. Never for what disappears. */
  readonly isSearchable: boolean;
  /** Whether it carries a file. */
  readonly hasFile: boolean;
  readonly body: Uint8Array;
}

/** Reads and writes inside one transaction. Not usable after it ended. */
export interface Transaction {
  /** Named byte strings in named spaces: keys, group state, cursors, outbox, pins, roster. */
  get(space: string, key: string): Uint8Array | null;
  put(space: string, key: string, value: Uint8Array): void;
  delete(space: string, key: string): void;
  /** Every record of a space whose key starts with `prefix`, in ascending byte order of the keys. */
  list(space: string, prefix?: string): readonly (readonly [key: string, value: Uint8Array])[];

  /** Inserts, or replaces the row with the same id. */
  putMessage(row: MessageRow): void;
  message(id: string): MessageRow | null;
  deleteMessage(id: string): void;
  /** The newest rows with a position below `before` (all where null), in ascending position; at most `limit`. */
  page(conversation: string, before: number | null, limit: number): readonly MessageRow[];
  /** The oldest rows with a position above `after`, in ascending position; at most `limit`. */
  pageAfter(conversation: string, after: number, limit: number): readonly MessageRow[];
  /** Rows that answer a query, by arrival, the newest first. */
  search(query: RowQuery): RowsFound;
  /** Rows in order of arrival in this profile, after the given arrival number, at most `limit`. */
  arrivals(after: number, limit: number): readonly { readonly arrival: number; readonly row: MessageRow }[];
  /** Rows that count as unread with a position above `position`. */
  unread(conversation: string, position: number): number;
  /** Those among them that count as being about me. */
  unreadMentions(conversation: string, position: number): number;
  /** The highest position of a row that counts as unread until it was seen; 0 where none does. */
  lastCounting(conversation: string): number;
  /** Rows that are to be deleted some time, those that go first in front; at most `limit`. */
  expiring(limit: number): readonly MessageRow[];
  /** The highest position in a conversation; 0 where it is empty. */
  lastPosition(conversation: string): number;
}

/** A profile's database. */
export interface Storage {
  /**
   * Runs `step`; what it wrote is durable (fsync) when this returns. If it throws, nothing was written and the error
   * goes on. Transactions do not nest.
   */
  transaction<T>(step: (transaction: Transaction) => T): T;
  close(): void;
}
