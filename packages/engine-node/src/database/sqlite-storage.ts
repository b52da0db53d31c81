// The engine's storage on SQLite. One engine step is one transaction, durable before the call returns.
import {
  fold,
  type MessageRow,
  type RowQuery,
  type RowsFound,
  type Storage,
  type Transaction,
} from '@hushroom/client';
import type Database from 'better-sqlite3-multiple-ciphers';
import { ProfileError } from '../error.ts';
import { bytes, messageRow, type MessageColumns } from './message-columns.ts';
import { searchRows } from './message-search.ts';
import { databaseError, openDatabase } from './open.ts';

/** Above every code point that a key can hold: the end of a prefix's range. */
const KEY_END = '\u{10ffff}';

interface RecordColumns {
  readonly key: string;
  readonly value: Buffer;
}

/** A profile's open database. Throws what {@link openDatabase} throws. */
export class SqliteStorage implements Storage {
  /** Called when something of the database turns out to be damaged, besides that reading it throws. */
  onDamage: () => void = () => undefined;
  readonly #database: Database.Database;
  readonly #rows: Rows;
  readonly #begin: Database.Statement;
  readonly #commit: Database.Statement;
  readonly #rollback: Database.Statement;

  constructor(path: string, key: Uint8Array) {
    this.#database = openDatabase(path, key);
    this.#rows = new Rows(this.#database);
    this.#begin = this.#database.prepare('BEGIN IMMEDIATE');
    this.#commit = this.#database.prepare('COMMIT');
    this.#rollback = this.#database.prepare('ROLLBACK');
  }

  transaction<T>(step: (transaction: Transaction) => T): T {
    try {
      this.#begin.run();
    } catch (error) {
      throw databaseError(error);
    }
    try {
      const value = step(this.#rows);
      this.#commit.run();
      return value;
    } catch (error) {
      // A full disk may have ended the transaction already.
      if (this.#database.inTransaction) this.#rollback.run();
      const own = databaseError(error);
      if (isDamage(own)) this.onDamage();
      throw own;
    }
  }

  /** Whether its tables hold together: every page of them is read and verified. Takes a moment for each 100,000 rows. */
  isSound(): boolean {
    try {
      return ['record', 'message'].every(
        (table) => this.#database.pragma(`quick_check(${table})`, { simple: true }) === 'ok',
      );
    } catch (error) {
      const own = databaseError(error);
      if (isDamage(own)) return false;
      throw own;
    }
  }

  /** Writes the log back into the file and lets go of it. May be called again. */
  close(): void {
    this.#database.close();
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof ProfileError && error.code === 'profile-damaged';
}

/** The statements of a transaction. Outside of one every method throws, since SQLite would commit each by itself. */
export class Rows implements Transaction {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(database: Database.Database) {
    this.#database = database;
  }

  get(space: string, key: string): Uint8Array | null {
    const row = this.#sql('SELECT value FROM record WHERE space = ? AND key = ?').get(space, key) as
      { value: Buffer } | undefined;
    return row === undefined ? null : bytes(row.value);
  }

  put(space: string, key: string, value: Uint8Array): void {
    this.#sql(
      'INSERT INTO record (space, key, value) VALUES (?, ?, ?) ' +
        'ON CONFLICT (space, key) DO UPDATE SET value = excluded.value',
    ).run(space, key, value);
  }

  delete(space: string, key: string): void {
    this.#sql('DELETE FROM record WHERE space = ? AND key = ?').run(space, key);
  }

  list(space: string, prefix = ''): readonly (readonly [key: string, value: Uint8Array])[] {
    const rows = this.#sql(
      'SELECT key, value FROM record WHERE space = ? AND key >= ? AND key < ? ORDER BY key',
    ).all(space, prefix, prefix + KEY_END) as RecordColumns[];
    return rows.map(({ key, value }) => [key, bytes(value)] as const);
  }

  putMessage(row: MessageRow): void {
    const indexed = this.#sql('SELECT text, is_searchable FROM message WHERE id = ?').get(row.id) as
      Pick<MessageColumns, 'text' | 'is_searchable'> | undefined;
    // A row that is replaced keeps its arrival: it is the same message, moved or marked.
    const { arrival } = this.#sql(
      `INSERT INTO message
         (id, conversation, position, sender, sent_at, counts_unread, counts_mention, expires_at, text,
          is_searchable, has_file, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET conversation = excluded.conversation, position = excluded.position,
         sender = excluded.sender, sent_at = excluded.sent_at, counts_unread = excluded.counts_unread,
         counts_mention = excluded.counts_mention, expires_at = excluded.expires_at, text = excluded.text, is_searchable = excluded.is_searchable,
         has_file = excluded.has_file, body = excluded.body
       RETURNING arrival`,
    ).get(
      row.id,
      row.conversation,
      row.position,
      row.from,
      row.sentAt,
      row.countsUnread ? 1 : 0,
      row.countsMention ? 1 : 0,
      row.expiresAt,
      row.text,
      row.isSearchable ? 1 : 0,
      row.hasFile ? 1 : 0,
      row.body,
    ) as { arrival: number };
    this.#index(arrival, row, indexed?.is_searchable === 1 ? indexed.text : null);
  }

  message(id: string): MessageRow | null {
    const row = this.#sql('SELECT * FROM message WHERE id = ?').get(id) as MessageColumns | undefined;
    return row === undefined ? null : messageRow(row);
  }

  deleteMessage(id: string): void {
    this.#sql('DELETE FROM message WHERE id = ?').run(id);
  }

  page(conversation: string, before: number | null, limit: number): readonly MessageRow[] {
    const rows = this.#sql(
      'SELECT * FROM message WHERE conversation = ? AND position < ? ORDER BY position DESC LIMIT ?',
    ).all(conversation, before ?? Number.MAX_SAFE_INTEGER, limit) as MessageColumns[];
    return rows.reverse().map(messageRow);
  }

  pageAfter(conversation: string, after: number, limit: number): readonly MessageRow[] {
    const rows = this.#sql(
      'SELECT * FROM message WHERE conversation = ? AND position > ? ORDER BY position LIMIT ?',
    ).all(conversation, after, limit) as MessageColumns[];
    return rows.map(messageRow);
  }

  search(query: RowQuery): RowsFound {
    return searchRows((text) => this.#sql(text), query);
  }

  arrivals(after: number, limit: number): readonly { readonly arrival: number; readonly row: MessageRow }[] {
    const rows = this.#sql('SELECT * FROM message WHERE arrival > ? ORDER BY arrival LIMIT ?').all(
      after,
      limit,
    ) as MessageColumns[];
    return rows.map((columns) => ({ arrival: columns.arrival, row: messageRow(columns) }));
  }

  unread(conversation: string, position: number): number {
    const row = this.#sql(
      'SELECT count(*) AS rows FROM message WHERE conversation = ? AND counts_unread = 1 AND position > ?',
    ).get(conversation, position) as { rows: number };
    return row.rows;
  }

  expiring(limit: number): readonly MessageRow[] {
    const rows = this.#sql(
      'SELECT * FROM message WHERE expires_at IS NOT NULL ORDER BY expires_at LIMIT ?',
    ).all(limit) as MessageColumns[];
    return rows.map(messageRow);
  }

  unreadMentions(conversation: string, position: number): number {
    const row = this.#sql(
      'SELECT count(*) AS rows FROM message WHERE conversation = ? AND counts_mention = 1 AND position > ?',
    ).get(conversation, position) as { rows: number };
    return row.rows;
  }

  lastCounting(conversation: string): number {
    const row = this.#sql(
      'SELECT coalesce(max(position), 0) AS position FROM message WHERE conversation = ? AND counts_unread = 1',
    ).get(conversation) as { position: number };
    return row.position;
  }

  lastPosition(conversation: string): number {
    const row = this.#sql(
      'SELECT coalesce(max(position), 0) AS position FROM message WHERE conversation = ?',
    ).get(conversation) as { position: number };
    return row.position;
  }

  /** Brings the index in line with a row; `indexed` is the text that it has there, null for none. */
  #index(arrival: number, { text, isSearchable }: MessageRow, indexed: string | null): void {
    const wanted = isSearchable ? text : null;
    // A row that only moves, or is marked, costs the index nothing.
    if (wanted === indexed) return;
    if (indexed !== null) this.#sql('DELETE FROM message_text WHERE rowid = ?').run(arrival);
    if (wanted !== null) {
      this.#sql('INSERT INTO message_text (rowid, text) VALUES (?, ?)').run(arrival, fold(wanted));
    }
  }

  #sql(text: string): Database.Statement {
    if (!this.#database.inTransaction) throw new Error('storage is used outside of a transaction');
    let statement = this.#statements.get(text);
    if (statement === undefined) {
      statement = this.#database.prepare(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }
}
