// Blobs in SQLite: who reserved how much, and how far each has come. Their bytes are files.
import type { DatabaseSync } from 'node:sqlite';
import { RelayError } from '@hushroom/wire';
import { checkBlobQuota, settleReservation } from '../decision.ts';
import type { BlobPlaces, BlobQuota, BlobReservation, StoredBlob } from '../store.ts';
import { blob, integer, string, type Row } from './row.ts';

export class BlobTable implements BlobPlaces {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(database: DatabaseSync) {
    this.#statements = prepare(database);
  }

  reserve(reservation: BlobReservation, quota: BlobQuota): StoredBlob {
    const { blobId, size, deleteHash, userName, now } = reservation;
    const row = this.#statements.find.get(blobId);
    const earlier = row === undefined ? null : { ...blobOf(row), userName: string(row, 'name') };
    const found = settleReservation(earlier, reservation);
    if (found !== null) return found;
    const account = this.#statements.account.get(userName);
    if (account === undefined) throw new RelayError('not-found');
    const number = integer(account, 'number');
    const held = this.#statements.held.get(number);
    checkBlobQuota(
      {
        accountBytes: held === undefined ? 0 : integer(held, 'bytes'),
        accountBlobs: held === undefined ? 0 : integer(held, 'blobs'),
      },
      size,
      quota,
    );
    this.#statements.insert.run(blobId, number, size, deleteHash, now);
    return { size, received: 0, deleteHash };
  }

  room(): number {
    const row = this.#statements.room.get();
    return row === undefined ? 0 : integer(row, 'bytes');
  }

  find(blobId: Uint8Array): StoredBlob | null {
    const row = this.#statements.find.get(blobId);
    return row === undefined ? null : blobOf(row);
  }

  grow(blobId: Uint8Array, received: number, now: number): void {
    this.#statements.grow.run(received, now, blobId);
  }

  delete(blobId: Uint8Array): void {
    this.#statements.delete.run(blobId);
  }

  expired({ wholeBefore, partialBefore, max }: { wholeBefore: number; partialBefore: number; max: number }) {
    return this.#statements.expired
      .all(Math.max(wholeBefore, partialBefore), wholeBefore, partialBefore, max)
      .map((row) => blob(row, 'id'));
  }
}

function blobOf(row: Row): StoredBlob {
  return {
    size: integer(row, 'size'),
    received: integer(row, 'received'),
    deleteHash: blob(row, 'delete_hash'),
  };
}

function prepare(database: DatabaseSync) {
  return {
    find: database.prepare(
      `select size, received, delete_hash, name from blobs
       join accounts on accounts.number = blobs.account where id = ?`,
    ),
    account: database.prepare('select number from accounts where name = ?'),
    held: database.prepare(
      'select coalesce(sum(size), 0) as bytes, count(*) as blobs from blobs where account = ?',
    ),
    // As blobRoom counts one.
    room: database.prepare('select coalesce(sum(min(size, 2 * received)), 0) as bytes from blobs'),
    insert: database.prepare(
      'insert into blobs (id, account, size, received, delete_hash, touched_at) values (?, ?, ?, 0, ?, ?)',
    ),
    grow: database.prepare('update blobs set received = ?, touched_at = ? where id = ?'),
    delete: database.prepare('delete from blobs where id = ?'),
    expired: database.prepare(
      `select id from blobs where touched_at < ?
         and ((received = size and touched_at < ?) or (received < size and touched_at < ?))
       order by touched_at limit ?`,
    ),
  };
}
