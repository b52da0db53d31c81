// The store in one SQLite file, by node:sqlite: write-ahead log, one fsync per transaction. The tables are in sqlite/.
import type { DatabaseSync } from 'node:sqlite';
import type { DeliveredEntry, InboxItem, PlacedRosterEntry } from '@hushroom/wire';
import { openDatabase, transactionError } from './sqlite/database.ts';
import { BlobTable } from './sqlite/blobs.ts';
import { InboxTable } from './sqlite/inbox.ts';
import { KeyPackageTable } from './sqlite/key-packages.ts';
import { LogTables } from './sqlite/logs.ts';
import { RosterTables } from './sqlite/roster.ts';
import type {
  Account,
  Append,
  Appended,
  BlobPlaces,
  Device,
  Expiry,
  InboxAppend,
  InboxQuota,
  KeyPackages,
  LogAccess,
  NewLog,
  Page,
  PlacedInboxItem,
  RosterChange,
  Store,
} from './store.ts';

/** Holds the database, and with it the data folder, until `close`. */
export class SqliteStore implements Store {
  readonly #database: DatabaseSync;
  readonly #inbox: InboxTable;
  readonly #logs: LogTables;
  readonly #roster: RosterTables;
  readonly #keys: KeyPackageTable;
  readonly blobs: BlobPlaces;

  /** Opens or makes the database at `path`. Throws StoreError. */
  constructor(path: string) {
    this.#database = openDatabase(path);
    this.#inbox = new InboxTable(this.#database);
    this.#logs = new LogTables(this.#database, this.#inbox);
    this.#roster = new RosterTables(this.#database);
    this.#keys = new KeyPackageTable(this.#database);
    this.blobs = new BlobTable(this.#database);
  }

  commit(work: () => void): void {
    try {
      this.#database.exec('begin immediate');
      work();
      this.#database.exec('commit');
    } catch (error) {
      // Some errors, a full disk among them, have already rolled back.
      if (this.#database.isTransaction) this.#database.exec('rollback');
      throw transactionError(error);
    }
  }

  createLog(log: NewLog): void {
    this.#logs.create(log);
  }

  findAccess(logId: Uint8Array, accessHash: Uint8Array): LogAccess | null {
    return this.#logs.findAccess(logId, accessHash);
  }

  readLog(logId: Uint8Array, range: { after: number; upTo: number; bytesMax: number }): Page<DeliveredEntry> {
    return this.#logs.read(logId, range);
  }

  append(append: Append, quota: InboxQuota): Appended {
    return this.#logs.append(append, quota);
  }

  appendInbox(item: InboxAppend, quota: InboxQuota): PlacedInboxItem | null {
    return this.#inbox.append(item, quota);
  }

  readInbox(deviceId: Uint8Array, range: { after: number; bytesMax: number }): Page<InboxItem> {
    return this.#inbox.read(deviceId, range);
  }

  settleInbox(deviceId: Uint8Array, upTo: number): void {
    this.#inbox.settle(deviceId, upTo);
  }

  findAccount(userName: string): Account | null {
    return this.#roster.findAccount(userName);
  }

  findDevice(deviceId: Uint8Array): Device | null {
    return this.#roster.findDevice(deviceId);
  }

  readRoster(range: { after: number; bytesMax: number }): Page<PlacedRosterEntry> {
    return this.#roster.read(range);
  }

  appendRoster(payload: Uint8Array, change: RosterChange): number {
    return this.#roster.append(payload, change);
  }

  publishKeys(keys: KeyPackages): void {
    this.#keys.publish(keys);
  }

  countKeys(deviceId: Uint8Array): { oneTime: number; lastResort: boolean } {
    return this.#keys.count(deviceId);
  }

  claimKey(deviceId: Uint8Array): { keyPackage: Uint8Array; lastResort: boolean } | null {
    return this.#keys.claim(deviceId);
  }

  expire(expiry: Expiry): boolean {
    const { inboxBefore, keyPackagesBefore, rowsMax } = expiry;
    const entries = this.#logs.expire(expiry);
    const inbox = this.#inbox.expire(inboxBefore, rowsMax);
    const keys = this.#keys.expire(keyPackagesBefore, rowsMax);
    return entries || inbox || keys;
  }

  close(): void {
    this.#database.close();
  }
}
