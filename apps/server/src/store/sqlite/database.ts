// Opening relay.db: one process, right version, sound pages; and what SQLite's own errors mean here.
import { DatabaseSync } from 'node:sqlite';
import { RelayError } from '@hushroom/wire';
import { SCHEMA, SCHEMA_VERSION, UPGRADE, UPGRADED_VERSION } from './schema.ts';
import { StoreError } from '../error.ts';

// https://www.sqlite.org/rescode.html: primary result codes.
const SQLITE_BUSY = 5;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_NOTADB = 26;

/** Opens or makes the database. Throws {@link StoreError}. */
export function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path);
    prepareDatabase(database);
    return database;
  } catch (error) {
    database?.close();
    throw storeErrorOf(error);
  }
}

function prepareDatabase(database: DatabaseSync): void {
  // Exclusive before anything else: a second relay on this folder is refused instead of sharing it.
  database.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full;');
  // What has expired is overwritten, not only unlinked.
  database.exec('pragma secure_delete = on; pragma foreign_keys = on; begin immediate; commit;');
  const version = numberOf(database, 'pragma user_version', 'user_version');
  if (version > SCHEMA_VERSION) {
    throw new StoreError('data-newer', 'the relay database was written by a newer version of Hushroom');
  }
  if (version > 0 && version < UPGRADED_VERSION) {
    throw new StoreError('data-unusable', 'the relay database was written by an earlier version of Hushroom');
  }
  const check = database.prepare('pragma quick_check(1)').get()?.['quick_check'];
  if (check !== 'ok') throw new StoreError('data-corrupted', 'the relay database is damaged');
  if (version === SCHEMA_VERSION) return;
  const changes = version === 0 ? SCHEMA : UPGRADE;
  database.exec(`begin; ${changes} pragma user_version = ${SCHEMA_VERSION}; commit;`);
}

function numberOf(database: DatabaseSync, sql: string, column: string): number {
  return Number(database.prepare(sql).get()?.[column]);
}

/** What a failed transaction means for those who asked: `storage-full` where it is that, else the error itself. */
export function transactionError(error: unknown): unknown {
  if (resultCodeOf(error) === SQLITE_FULL) return new RelayError('storage-full');
  return error;
}

function storeErrorOf(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const code = resultCodeOf(error);
  if (code === SQLITE_BUSY) {
    return new StoreError('data-in-use', 'another relay has this data folder open', error);
  }
  if (code === SQLITE_CORRUPT || code === SQLITE_NOTADB) {
    return new StoreError('data-corrupted', 'the relay database is damaged', error);
  }
  return new StoreError('data-unusable', 'the relay database cannot be opened', error);
}

/** The primary result code; 0 for an error that is not SQLite's. */
function resultCodeOf(error: unknown): number {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : 0;
  return typeof code === 'number' ? code & 0xff : 0;
}
