// What a relay has of its logs. It keeps its database to itself while it runs: what is read is a copy, as whoever has the
// disk could make one.
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface RelayEntry {
  readonly number: number;
  /** Whether its sender asked the relay to let go of it at some time. */
  readonly isForATime: boolean;
  readonly hasPayload: boolean;
}

/** All entries of all logs, in order of arrival. May throw, or see an older state, while the relay writes. */
export function relayEntries(relayData: string): RelayEntry[] {
  const folder = mkdtempSync(join(tmpdir(), 'hushroom-copy-'));
  try {
    for (const name of ['relay.db', 'relay.db-wal']) {
      if (existsSync(join(relayData, name))) copyFileSync(join(relayData, name), join(folder, name));
    }
    const database = new DatabaseSync(join(folder, 'relay.db'));
    const rows = database.prepare('SELECT number, keep_until, payload FROM entries ORDER BY number').all();
    database.close();
    return rows.map(({ number, keep_until: keepUntil, payload }) => ({
      number: Number(number),
      isForATime: keepUntil !== null,
      hasPayload: payload !== null,
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
