import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { StoreError } from './error.ts';
import { SqliteStore } from './sqlite.ts';
import { openDatabase } from './sqlite/database.ts';
import { storeContract } from './store.contract.ts';

const folders: string[] = [];
const stores: SqliteStore[] = [];

function newPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'relay-store-'));
  folders.push(folder);
  return join(folder, 'relay.db');
}

function open(path = newPath()): SqliteStore {
  const store = new SqliteStore(path);
  stores.push(store);
  return store;
}

function openErrorOf(path: string): string {
  try {
    open(path);
  } catch (error) {
    if (error instanceof StoreError) return error.code;
    throw error;
  }
  return 'opened';
}

/** Its version, tables and indexes, as SQL. */
function tablesOf(path: string): unknown[] {
  const database = new DatabaseSync(path);
  const tables = ['pragma user_version', 'select sql from sqlite_schema order by name'].map((sql) =>
    database.prepare(sql).all(),
  );
  database.close();
  return tables;
}

afterEach(() => {
  for (const store of stores.splice(0)) store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

storeContract('sqlite', () => open());

describe('relay.db', () => {
  const account = {
    type: 'account',
    userName: 'alice',
    accountKey: new Uint8Array(32),
    nextAccountKeyHash: new Uint8Array(32),
  } as const;

  it('keeps what was committed and nothing of a transaction that failed', () => {
    const path = newPath();
    const store = open(path);
    store.commit(() => {
      store.appendRoster(Uint8Array.of(1), account);
    });
    expect(() => {
      store.commit(() => {
        store.appendRoster(Uint8Array.of(2), { ...account, userName: 'bob' });
        throw new Error('power cut');
      });
    }).toThrow('power cut');
    expect(store.findAccount('bob')).toBeNull();
    stores.splice(0).forEach((each) => {
      each.close();
    });
    const again = open(path);
    expect(again.readRoster({ after: 0, bytesMax: 100 }).entries).toEqual([
      { seq: 1, payload: Uint8Array.of(1) },
    ]);
    expect(again.findAccount('alice')).not.toBeNull();
  });

  it('waits for the disk at every commit', () => {
    const database = openDatabase(newPath());
    // https://www.sqlite.org/pragma.html#pragma_synchronous: 2 is FULL, an fsync of the log per transaction.
    expect(database.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 });
    expect(database.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
    database.close();
  });

  it('is taken over from the version before, with what it holds', () => {
    const [path, fresh] = [newPath(), newPath()];
    const before = open(path);
    before.commit(() => {
      before.appendRoster(Uint8Array.of(1), account);
    });
    open(fresh);
    stores.splice(0).forEach((each) => {
      each.close();
    });
    const database = new DatabaseSync(path);
    database.exec(`drop index devices_account; drop index inbox_place; drop index inbox_sender; drop index inbox_request;
      create index devices_account on devices (account);
      create unique index inbox_place on inbox (device, seq);
      pragma user_version = 3;`);
    database.close();
    const after = open(path);
    expect(after.findAccount('alice')).not.toBeNull();
    after.close();
    stores.length = 0;
    expect(tablesOf(path)).toEqual(tablesOf(fresh));
  });

  it('refuses with a code: in use, newer, damaged, not a database, not a place', () => {
    const path = newPath();
    open(path);
    expect(openErrorOf(path)).toBe('data-in-use');
    stores.splice(0).forEach((each) => {
      each.close();
    });

    const newer = newPath();
    cpSync(path, newer);
    const database = new DatabaseSync(newer);
    database.exec('pragma user_version = 999');
    database.close();
    expect(openErrorOf(newer)).toBe('data-newer');

    const damaged = newPath();
    const content = readFileSync(path);
    // The second page on is tables and indexes; the first holds the schema.
    content.fill(0x5a, 4096 * 2, 4096 * 4);
    writeFileSync(damaged, content);
    expect(openErrorOf(damaged)).toBe('data-corrupted');

    const text = newPath();
    writeFileSync(text, 'this is not a database, and long enough to be read as one would be');
    expect(openErrorOf(text)).toBe('data-corrupted');
    expect(openErrorOf(join(newPath(), 'missing', 'relay.db'))).toBe('data-unusable');
  });
});
