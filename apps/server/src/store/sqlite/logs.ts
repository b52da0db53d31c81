// Logs and their entries in SQLite.
import type { DatabaseSync } from 'node:sqlite';
import { decode, encode } from '@hushroom/codec';
import { controlKeys, RelayError, type DeliveredEntry, type EntryKind } from '@hushroom/wire';
import { equalBytes, sha256 } from '../../bytes.ts';
import { checkAppend, fillPage, placeEntry, settleDuplicate, type LogState } from '../decision.ts';
import type { Append, Appended, InboxQuota, LogAccess, NewLog, Page } from '../store.ts';
import type { InboxTable } from './inbox.ts';
import { blob, blobOrNull, integer, integerOrNull, mapRows, named, type Row } from './row.ts';

const KINDS: Readonly<Record<EntryKind, number>> = { message: 1, commit: 2 };

/** The tables logs, access and entries. */
export class LogTables {
  readonly #inbox: InboxTable;
  readonly #statements: ReturnType<typeof prepare>;

  constructor(database: DatabaseSync, inbox: InboxTable) {
    this.#inbox = inbox;
    this.#statements = prepare(database);
  }

  create(log: NewLog): void {
    const row = this.#statements.findLog.get(log.logId);
    if (row !== undefined) {
      const isSame =
        equalBytes(blob(row, 'first_access_hash'), log.accessHash) &&
        equalBytes(blob(row, 'first_control_key'), log.controlKey);
      if (!isSame) throw new RelayError('log-exists');
      return;
    }
    const keys = encode(controlKeys, [log.controlKey]);
    const { insertLog, insertAccess } = this.#statements;
    const made = insertLog.run(log.logId, log.accessHash, log.controlKey, log.transcript, keys);
    insertAccess.run(made.lastInsertRowid, log.accessHash);
  }

  findAccess(logId: Uint8Array, accessHash: Uint8Array): LogAccess | null {
    const log = this.#statements.findLog.get(logId);
    if (log === undefined) return null;
    const access = this.#statements.findAccess.get(integer(log, 'number'), accessHash);
    if (access === undefined) return null;
    const endedAt = integerOrNull(access, 'ended_at');
    if (endedAt !== null) {
      return { endedAt, seq: endedAt, transcript: blob(access, 'ended_transcript') };
    }
    return { endedAt: null, seq: integer(log, 'seq'), transcript: blob(log, 'transcript') };
  }

  read(logId: Uint8Array, range: { after: number; upTo: number; bytesMax: number }): Page<DeliveredEntry> {
    const log = this.#statements.findLog.get(logId);
    if (log === undefined) return { entries: [], more: false };
    const rows = this.#statements.readEntries.iterate(integer(log, 'number'), range.after, range.upTo);
    return fillPage(mapRows(rows, deliveredEntry), range.bytesMax, ({ payload }) => payload);
  }

  append(append: Append, quota: InboxQuota): Appended {
    const { findLog, findAccess } = this.#statements;
    const row = findLog.get(append.logId);
    const access = row && findAccess.get(integer(row, 'number'), append.accessHash);
    if (row === undefined || access === undefined) throw new RelayError('no-access');
    const number = integer(row, 'number');
    const requestKey = requestKeyOf(append);
    const earlier = settleDuplicate(this.#findRequest(number, requestKey, append), append.requestHash);
    if (earlier !== null) return { seq: earlier, entry: null, welcomes: [] };

    const log = logState(row);
    checkAppend(append, {
      log,
      access: { endedAt: integerOrNull(access, 'ended_at') },
      isKnownAccessHash: (hash) => findAccess.get(number, hash) !== undefined,
    });
    this.#inbox.checkWelcomes(append, quota);
    const { entry, transcript } = placeEntry(append, log);
    this.#insertEntry(number, requestKey, { append, entry });
    this.#advance(number, { append, entry, transcript, log });
    return { seq: entry.seq, entry, welcomes: this.#inbox.placeWelcomes(append) };
  }

  /** Drops expired payloads among the next `rowsMax` entries; true if it did not come to one that is still good. */
  expire(times: { now: number; messagesBefore: number; commitsBefore: number; rowsMax: number }): boolean {
    const messages = this.#expireKind('message', times.messagesBefore, times.rowsMax);
    const commits = this.#expireKind('commit', times.commitsBefore, times.rowsMax);
    const kept = this.#statements.dropKept.run(times.now, times.rowsMax);
    return messages || commits || Number(kept.changes) === times.rowsMax;
  }

  /** Entries stand in order of arrival, so each kind is walked once, from where the last walk ended. */
  #expireKind(kind: EntryKind, before: number, rowsMax: number): boolean {
    const { findExpired, oldestEntries, dropPayload, setExpired } = this.#statements;
    const from = findExpired.get(KINDS[kind]);
    const rows = oldestEntries.all(from === undefined ? 0 : integer(from, 'up_to'), rowsMax);
    const firstGood = rows.findIndex((row) => integer(row, 'received_at') >= before);
    const expired = firstGood < 0 ? rows : rows.slice(0, firstGood);
    for (const row of expired) {
      if (integer(row, 'kind') === KINDS[kind]) dropPayload.run(integer(row, 'number'));
    }
    const last = expired.at(-1);
    if (last !== undefined) setExpired.run(KINDS[kind], integer(last, 'number'));
    return expired.length === rowsMax;
  }

  #findRequest(
    log: number,
    requestKey: number,
    append: Append,
  ): { seq: number; requestHash: Uint8Array } | null {
    for (const row of this.#statements.findRequest.iterate(log, requestKey)) {
      if (equalBytes(blob(row, 'client_entry_id'), append.clientEntryId)) {
        return { seq: integer(row, 'seq'), requestHash: blob(row, 'request_hash') };
      }
    }
    return null;
  }

  #insertEntry(
    log: number,
    requestKey: number,
    { append, entry }: { append: Append; entry: DeliveredEntry },
  ): void {
    this.#statements.insertEntry.run(
      log,
      entry.seq,
      KINDS[entry.kind],
      entry.clientEntryId,
      entry.after,
      requestKey,
      append.requestHash,
      entry.entryHash,
      entry.receivedAt,
      append.keepUntil,
      entry.payload,
    );
  }

  #advance(
    number: number,
    {
      append,
      entry,
      transcript,
      log,
    }: { append: Append; entry: DeliveredEntry; transcript: Uint8Array; log: LogState },
  ): void {
    const { advanceLog, endAccess, insertAccess, replaceControlKeys } = this.#statements;
    advanceLog.run(entry.seq, entry.kind === 'commit' ? entry.seq : log.lastCommit, transcript, number);
    const { rotation } = append;
    if (rotation === null) return;
    endAccess.run(entry.seq, transcript, number, append.accessHash);
    insertAccess.run(number, rotation.nextAccessHash);
    if (rotation.controlKeys !== null) {
      replaceControlKeys.run(encode(controlKeys, rotation.controlKeys), number);
    }
  }
}

/**
 * 48 bits that stand for (device, client entry id) in the index. The device itself is not stored with its entries. Two
 * pairs with the same client entry id and the same 48 bits would be taken for one: nobody can aim at an id that its
 * device has yet to choose.
 */
function requestKeyOf({ deviceId, clientEntryId }: Append): number {
  const digest = sha256(Buffer.concat([deviceId, clientEntryId]));
  return Buffer.from(digest).readUIntBE(0, 6);
}

function logState(row: Row): LogState {
  return {
    seq: integer(row, 'seq'),
    lastCommit: integer(row, 'last_commit'),
    transcript: blob(row, 'transcript'),
    controlKeys: decode(controlKeys, blob(row, 'control_keys')),
  };
}

function deliveredEntry(row: Row): DeliveredEntry {
  return {
    seq: integer(row, 'seq'),
    kind: named(row, 'kind', KINDS),
    clientEntryId: blob(row, 'client_entry_id'),
    after: integer(row, 'after_seq'),
    payload: blobOrNull(row, 'payload'),
    entryHash: blob(row, 'entry_hash'),
    receivedAt: integer(row, 'received_at'),
  };
}

function prepare(database: DatabaseSync) {
  return {
    findLog: database.prepare('select * from logs where id = ?'),
    insertLog: database.prepare(
      `insert into logs (id, first_access_hash, first_control_key, seq, last_commit, transcript, control_keys)
       values (?, ?, ?, 0, 0, ?, ?)`,
    ),
    advanceLog: database.prepare('update logs set seq = ?, last_commit = ?, transcript = ? where number = ?'),
    replaceControlKeys: database.prepare('update logs set control_keys = ? where number = ?'),
    findAccess: database.prepare('select * from access where log = ? and hash = ?'),
    insertAccess: database.prepare('insert into access (log, hash) values (?, ?)'),
    endAccess: database.prepare(
      'update access set ended_at = ?, ended_transcript = ? where log = ? and hash = ?',
    ),
    insertEntry: database.prepare(
      `insert into entries (log, seq, kind, client_entry_id, after_seq, request_key, request_hash, entry_hash,
         received_at, keep_until, payload) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    findRequest: database.prepare(
      'select seq, client_entry_id, request_hash from entries where log = ? and request_key = ?',
    ),
    readEntries: database.prepare(
      'select * from entries where log = ? and seq > ? and seq <= ? order by seq',
    ),
    findExpired: database.prepare('select up_to from expired where kind = ?'),
    setExpired: database.prepare(
      'insert into expired (kind, up_to) values (?, ?) on conflict (kind) do update set up_to = excluded.up_to',
    ),
    oldestEntries: database.prepare(
      'select number, kind, received_at from entries where number > ? order by number limit ?',
    ),
    dropKept: database.prepare(
      `update entries set payload = null, keep_until = null
       where number in (select number from entries where keep_until <= ? order by keep_until limit ?)`,
    ),
    dropPayload: database.prepare('update entries set payload = null where number = ?'),
  };
}
