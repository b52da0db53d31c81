// Inboxes in SQLite. A settled item that a device sent by inbox.append stays as a row without payload until it expires,
// so that a late retry is recognised; a settled welcome is deleted, because its commit recognises the retry.
import type { DatabaseSync } from 'node:sqlite';
import { RelayError, type InboxItem, type InboxKind } from '@hushroom/wire';
import { checkInboxQuota, fillPage, settleDuplicate } from '../decision.ts';
import type { Append, InboxAppend, InboxQuota, Page, PlacedInboxItem } from '../store.ts';
import { blob, integer, mapRows, named, type Row } from './row.ts';

const KINDS: Readonly<Record<InboxKind, number>> = { welcome: 1, readd: 2, restart: 3 };

interface Placement {
  readonly deviceId: Uint8Array;
  readonly sender: Uint8Array;
  readonly kind: InboxKind;
  readonly payload: Uint8Array;
  readonly now: number;
  readonly clientEntryId: Uint8Array | null;
  readonly requestHash: Uint8Array | null;
}

export class InboxTable {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(database: DatabaseSync) {
    this.#statements = prepare(database);
  }

  append(item: InboxAppend, quota: InboxQuota): PlacedInboxItem | null {
    const recipient = this.#device(item.deviceId);
    const row = this.#statements.findRequest.get(
      integer(recipient, 'number'),
      item.sender,
      item.clientEntryId,
    );
    const earlier = row && { seq: integer(row, 'seq'), requestHash: blob(row, 'request_hash') };
    if (settleDuplicate(earlier ?? null, item.requestHash) !== null) return null;
    this.#checkRoom(recipient, this.#device(item.sender), item.payload, quota);
    return this.#place(item);
  }

  /** Throws `not-found` or `quota` unless its device is there and every welcome of the append can be placed. */
  checkWelcomes({ deviceId, welcomes }: Append, quota: InboxQuota): void {
    // Also of an append without any: a device may be revoked while what it sent is queued.
    const sender = this.#device(deviceId);
    for (const welcome of welcomes) {
      this.#checkRoom(this.#device(welcome.deviceId), sender, welcome.payload, quota);
    }
  }

  placeWelcomes({ deviceId: sender, welcomes, now }: Append): readonly PlacedInboxItem[] {
    return welcomes.map(({ deviceId, payload }) =>
      this.#place({
        deviceId,
        sender,
        kind: 'welcome',
        payload,
        now,
        clientEntryId: null,
        requestHash: null,
      }),
    );
  }

  read(deviceId: Uint8Array, range: { after: number; bytesMax: number }): Page<InboxItem> {
    const rows = this.#statements.readItems.iterate(integer(this.#device(deviceId), 'number'), range.after);
    return fillPage(mapRows(rows, inboxItem), range.bytesMax, ({ payload }) => payload);
  }

  settle(deviceId: Uint8Array, upTo: number): void {
    const device = integer(this.#device(deviceId), 'number');
    this.#statements.deleteWelcomes.run(device, upTo);
    this.#statements.clearItems.run(device, upTo);
  }

  expire(before: number, rowsMax: number): boolean {
    return Number(this.#statements.expireItems.run(before, rowsMax).changes) >= rowsMax;
  }

  #place(item: Placement): PlacedInboxItem {
    const recipient = this.#device(item.deviceId);
    const sender = this.#device(item.sender);
    const seq = integer(recipient, 'inbox_seq') + 1;
    this.#statements.advanceInbox.run(seq, integer(recipient, 'number'));
    this.#statements.insertItem.run(
      integer(recipient, 'number'),
      seq,
      KINDS[item.kind],
      item.sender,
      integer(sender, 'account'),
      item.clientEntryId,
      item.requestHash,
      item.now,
      item.payload,
    );
    const { deviceId, kind, payload } = item;
    return { deviceId, item: { seq, kind, sender: item.sender, payload } };
  }

  #checkRoom(recipient: Row, sender: Row, payload: Uint8Array, quota: InboxQuota): void {
    const waiting = this.#statements.countItems.get(integer(recipient, 'number'), integer(sender, 'account'));
    if (waiting === undefined) return;
    const used = { items: integer(waiting, 'items'), bytes: integer(waiting, 'bytes') };
    checkInboxQuota(used, payload.length, quota);
  }

  /** Throws `not-found` for a device that is unknown or revoked. */
  #device(deviceId: Uint8Array): Row {
    const row = this.#statements.findDevice.get(deviceId);
    if (row === undefined) throw new RelayError('not-found');
    return row;
  }
}

function inboxItem(row: Row): InboxItem {
  return {
    seq: integer(row, 'seq'),
    kind: named(row, 'kind', KINDS),
    sender: blob(row, 'sender'),
    payload: blob(row, 'payload'),
  };
}

function prepare(database: DatabaseSync) {
  return {
    findDevice: database.prepare(
      'select number, account, inbox_seq from devices where id = ? and revoked = 0',
    ),
    advanceInbox: database.prepare('update devices set inbox_seq = ? where number = ?'),
    findRequest: database.prepare(
      'select seq, request_hash from inbox where device = ? and sender = ? and client_entry_id = ?',
    ),
    countItems: database.prepare(
      `select count(*) as items, coalesce(sum(length(payload)), 0) as bytes from inbox
       where device = ? and sender_account = ? and payload is not null`,
    ),
    insertItem: database.prepare(
      `insert into inbox (device, seq, kind, sender, sender_account, client_entry_id, request_hash, received_at,
         payload) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    readItems: database.prepare(
      'select * from inbox where device = ? and seq > ? and payload is not null order by seq',
    ),
    deleteWelcomes: database.prepare(
      'delete from inbox where device = ? and seq <= ? and payload is not null and client_entry_id is null',
    ),
    clearItems: database.prepare(
      'update inbox set payload = null where device = ? and seq <= ? and payload is not null',
    ),
    // Items stand in order of arrival: the oldest are looked at, never the whole table.
    expireItems: database.prepare(
      `delete from inbox where received_at < ?
         and number in (select number from inbox order by number limit ?)`,
    ),
  };
}
