// The floor under durable appends: the rows that one append writes, written by node:sqlite alone, `group` to a
// transaction, over as many logs as there are writers. Same schema, same pragmas, no protocol around it.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../apps/server/src/store/sqlite/database.ts';

interface FloorOptions {
  readonly group: number;
  readonly payloadBytes: number;
  readonly seconds: number;
}

/** Durable appends per second. */
export function measureFloor({ group, payloadBytes, seconds }: FloorOptions): number {
  const folder = mkdtempSync(join(tmpdir(), 'hushroom-floor-'));
  const database = openDatabase(join(folder, 'relay.db'));
  const insertLog = database.prepare(
    `insert into logs (id, first_access_hash, first_control_key, seq, last_commit, transcript, control_keys)
     values (?, ?, ?, 0, 0, ?, ?)`,
  );
  for (let log = 0; log < group; log++) {
    insertLog.run(randomBytes(32), randomBytes(32), randomBytes(32), randomBytes(32), randomBytes(33));
  }
  const insertEntry = database.prepare(
    `insert into entries (log, seq, kind, client_entry_id, after_seq, request_key, request_hash, entry_hash,
       received_at, payload) values (?, ?, 1, ?, 0, ?, ?, ?, ?, ?)`,
  );
  const advanceLog = database.prepare('update logs set seq = ?, transcript = ? where number = ?');
  const hash = randomBytes(32);
  const payload = randomBytes(payloadBytes);

  const start = performance.now();
  let seq = 0;
  while (performance.now() - start < seconds * 1000) {
    seq += 1;
    database.exec('begin immediate');
    for (let log = 1; log <= group; log++) {
      const id = randomBytes(16);
      insertEntry.run(log, seq, id, id.readUIntBE(0, 6), hash, hash, Date.now(), payload);
      advanceLog.run(seq, hash, log);
    }
    database.exec('commit');
  }
  const perSecond = (seq * group * 1000) / (performance.now() - start);
  database.close();
  rmSync(folder, { recursive: true });
  return Math.round(perSecond);
}
