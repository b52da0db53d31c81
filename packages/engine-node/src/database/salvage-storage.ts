// Reads what can still be read of a damaged database, and never writes. Every page that is read has verified, so what
// comes out is what went in; what does not verify is left out.
import type { MessageRow, Storage, Transaction } from '@hushroom/client';
import type Database from 'better-sqlite3-multiple-ciphers';
import { messageRow, type MessageColumns } from './message-columns.ts';
import { openUnchecked } from './open.ts';
import { Rows } from './sqlite-storage.ts';

/** Arrival numbers looked through where the database does not say which is the last. */
const ARRIVALS_GUESS = 1_000_000;

export class SalvageStorage implements Storage {
  readonly #database: Database.Database;
  readonly #rows: SalvageRows;

  /** Throws `profile-damaged` where nothing of it can be read, and what {@link openUnchecked} throws. */
  constructor(path: string, key: Uint8Array) {
    this.#database = openUnchecked(path, key);
    this.#rows = new SalvageRows(this.#database);
  }

  transaction<T>(step: (transaction: Transaction) => T): T {
    this.#database.exec('BEGIN');
    try {
      return step(this.#rows);
    } finally {
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
    }
  }

  close(): void {
    this.#database.close();
  }
}

class SalvageRows extends Rows {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super(database);
    this.#database = database;
  }

  override get(space: string, key: string): Uint8Array | null {
    return this.#readable(() => super.get(space, key), null);
  }

  override list(space: string, prefix = ''): readonly (readonly [key: string, value: Uint8Array])[] {
    return this.#readable(() => super.list(space, prefix), []);
  }

  override lastPosition(conversation: string): number {
    return this.#readable(() => super.lastPosition(conversation), 0);
  }

  override arrivals(
    after: number,
    limit: number,
  ): readonly { readonly arrival: number; readonly row: MessageRow }[] {
    const last = this.#lastArrival();
    const found: MessageColumns[] = [];
    for (let from = after; from < last && found.length < limit; from += limit) {
      found.push(...this.#range(from, Math.min(last, from + limit)));
    }
    const rows = found.slice(0, limit);
    return rows.map((columns) => ({ arrival: columns.arrival, row: messageRow(columns) }));
  }

  /** Rows that arrived after `from`, up to `to`: around what cannot be read. */
  #range(from: number, to: number): MessageColumns[] {
    const sql = 'SELECT * FROM message WHERE arrival > ? AND arrival <= ? ORDER BY arrival';
    const rows = this.#readable(() => this.#database.prepare(sql).all(from, to) as MessageColumns[], null);
    if (rows !== null) return rows;
    if (to - from <= 1) return [];
    const middle = from + Math.floor((to - from) / 2);
    return [...this.#range(from, middle), ...this.#range(middle, to)];
  }

  #lastArrival(): number {
    const read = (sql: string): number =>
      this.#readable(
        () => (this.#database.prepare(sql).get() as { last: number | null } | undefined)?.last ?? 0,
        0,
      );
    const newest = read('SELECT max(arrival) AS last FROM message');
    const numbered = read(`SELECT seq AS last FROM sqlite_sequence WHERE name = 'message'`);
    return Math.max(newest, numbered) || (this.#leadsAnywhere() ? ARRIVALS_GUESS : 0);
  }

  /** Whether any row can be looked up. Where the table's first page is lost none can, and to try each would take minutes. */
  #leadsAnywhere(): boolean {
    const lookup = 'SELECT 1 FROM message WHERE arrival = ?';
    for (let arrival = 1; arrival <= ARRIVALS_GUESS; arrival *= 2) {
      if (this.#readable(() => this.#database.prepare(lookup).all(arrival), null) !== null) return true;
    }
    return false;
  }

  /** What `read` gives, or `otherwise` where the database cannot give it. */
  #readable<T, O>(read: () => T, otherwise: O): T | O {
    try {
      return read();
    } catch {
      // After an error SQLite refuses everything else in the same transaction.
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
      this.#database.exec('BEGIN');
      return otherwise;
    }
  }
}
