// Key packages in SQLite: one-time ones are deleted as they are claimed, in the claim's own transaction.
import type { DatabaseSync } from 'node:sqlite';
import { RelayError } from '@hushroom/wire';
import type { KeyPackages } from '../store.ts';
import { blob, integer } from './row.ts';

export class KeyPackageTable {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(database: DatabaseSync) {
    this.#statements = prepare(database);
  }

  publish({ deviceId, oneTime, lastResort, max, now }: KeyPackages): void {
    const device = this.#device(deviceId);
    if (this.#count(device).oneTime + oneTime.length > max) throw new RelayError('quota', 'key packages');
    for (const keyPackage of oneTime) this.#statements.insert.run(device, 0, now, keyPackage);
    if (lastResort === null) return;
    this.#statements.deleteLastResort.run(device);
    this.#statements.insert.run(device, 1, now, lastResort);
  }

  count(deviceId: Uint8Array): { oneTime: number; lastResort: boolean } {
    return this.#count(this.#device(deviceId));
  }

  claim(deviceId: Uint8Array): { keyPackage: Uint8Array; lastResort: boolean } | null {
    const row = this.#statements.first.get(this.#device(deviceId));
    if (row === undefined) return null;
    const lastResort = integer(row, 'last_resort') === 1;
    this.#statements[lastResort ? 'markUsed' : 'deleteOne'].run(integer(row, 'number'));
    return { keyPackage: blob(row, 'payload'), lastResort };
  }

  /** Deletes one-time key packages of before; a last-resort one stays until it is replaced. */
  expire(before: number, rowsMax: number): boolean {
    return Number(this.#statements.expire.run(before, rowsMax).changes) >= rowsMax;
  }

  #count(device: number): { oneTime: number; lastResort: boolean } {
    const row = this.#statements.count.get(device);
    if (row === undefined) return { oneTime: 0, lastResort: false };
    return { oneTime: integer(row, 'one_time'), lastResort: integer(row, 'fresh_last_resort') > 0 };
  }

  /** Throws `not-found` for a device that is unknown or revoked. */
  #device(deviceId: Uint8Array): number {
    const row = this.#statements.findDevice.get(deviceId);
    if (row === undefined) throw new RelayError('not-found');
    return integer(row, 'number');
  }
}

function prepare(database: DatabaseSync) {
  return {
    findDevice: database.prepare('select number from devices where id = ? and revoked = 0'),
    insert: database.prepare(
      'insert into key_packages (device, last_resort, published_at, payload) values (?, ?, ?, ?)',
    ),
    deleteLastResort: database.prepare('delete from key_packages where device = ? and last_resort = 1'),
    count: database.prepare(
      `select coalesce(sum(1 - last_resort), 0) as one_time,
         coalesce(sum(last_resort * (1 - used)), 0) as fresh_last_resort
       from key_packages where device = ?`,
    ),
    first: database.prepare(
      'select * from key_packages where device = ? order by last_resort, number limit 1',
    ),
    markUsed: database.prepare('update key_packages set used = 1 where number = ?'),
    deleteOne: database.prepare('delete from key_packages where number = ?'),
    expire: database.prepare(
      `delete from key_packages where number in (
         select number from key_packages where last_resort = 0 and published_at < ? limit ?)`,
    ),
  };
}
