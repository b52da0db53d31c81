// The roster, and the accounts and devices that it makes, in SQLite.
import type { DatabaseSync } from 'node:sqlite';
import { RelayError, type PlacedRosterEntry } from '@hushroom/wire';
import { fillPage } from '../decision.ts';
import type { Account, Device, Page, RosterChange } from '../store.ts';
import { blob, integer, mapRows, string, type Row } from './row.ts';

export class RosterTables {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(database: DatabaseSync) {
    this.#statements = prepare(database);
  }

  findAccount(userName: string): Account | null {
    const row = this.#statements.findAccount.get(userName);
    if (row === undefined) return null;
    return {
      userName,
      accountKey: blob(row, 'account_key'),
      nextAccountKeyHash: blob(row, 'next_account_key_hash'),
      devices: integer(row, 'devices'),
    };
  }

  findDevice(deviceId: Uint8Array): Device | null {
    const row = this.#statements.findDevice.get(deviceId);
    if (row === undefined) return null;
    return {
      deviceId,
      userName: string(row, 'name'),
      deviceKey: blob(row, 'device_key'),
      revoked: integer(row, 'revoked') === 1,
      rosterSeq: integer(row, 'roster_seq'),
    };
  }

  read(range: { after: number; bytesMax: number }): Page<PlacedRosterEntry> {
    const rows = this.#statements.readRoster.iterate(range.after);
    return fillPage(mapRows(rows, placedRosterEntry), range.bytesMax, ({ payload }) => payload);
  }

  append(payload: Uint8Array, change: RosterChange): number {
    const seq = Number(this.#statements.insertEntry.run(payload).lastInsertRowid);
    this.#apply(change, seq);
    return seq;
  }

  #apply(change: RosterChange, seq: number): void {
    const { insertAccount, replaceKey, insertDevice } = this.#statements;
    switch (change.type) {
      case 'account':
        insertAccount.run(change.userName, change.accountKey, change.nextAccountKeyHash);
        return;
      case 'keyChange':
        replaceKey.run(change.accountKey, change.nextAccountKeyHash, change.userName);
        return;
      case 'device':
        insertDevice.run(change.deviceId, change.userName, change.deviceKey, seq);
        return;
      case 'revocation':
        this.#revoke(change.deviceId);
    }
  }

  #revoke(deviceId: Uint8Array): void {
    const { findNumber, revokeDevice, dropInbox, dropKeys } = this.#statements;
    const device = findNumber.get(deviceId);
    if (device === undefined) throw new RelayError('not-found');
    const number = integer(device, 'number');
    revokeDevice.run(number);
    dropInbox.run(number);
    dropKeys.run(number);
  }
}

function placedRosterEntry(row: Row): PlacedRosterEntry {
  return { seq: integer(row, 'seq'), payload: blob(row, 'payload') };
}

function prepare(database: DatabaseSync) {
  return {
    findAccount: database.prepare(
      `select account_key, next_account_key_hash,
         (select count(*) from devices where account = accounts.number and revoked = 0) as devices
       from accounts where name = ?`,
    ),
    findDevice: database.prepare(
      `select name, device_key, revoked, roster_seq from devices join accounts on accounts.number = account
       where id = ?`,
    ),
    findNumber: database.prepare('select number from devices where id = ? and revoked = 0'),
    readRoster: database.prepare('select seq, payload from roster where seq > ? order by seq'),
    insertEntry: database.prepare('insert into roster (payload) values (?)'),
    insertAccount: database.prepare(
      'insert into accounts (name, account_key, next_account_key_hash) values (?, ?, ?)',
    ),
    replaceKey: database.prepare(
      'update accounts set account_key = ?, next_account_key_hash = ? where name = ?',
    ),
    insertDevice: database.prepare(
      `insert into devices (id, account, device_key, roster_seq)
       values (?, (select number from accounts where name = ?), ?, ?)`,
    ),
    revokeDevice: database.prepare('update devices set revoked = 1 where number = ?'),
    // What was settled there may be a great deal, and goes as it expires.
    dropInbox: database.prepare('delete from inbox where device = ? and payload is not null'),
    dropKeys: database.prepare('delete from key_packages where device = ?'),
  };
}
