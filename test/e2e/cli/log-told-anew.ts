// What a hostile operator does to tell one log differently: the running hash behind its last entry becomes another's, so
// that the relay signs for whoever asks from now on what it has not told before.
import { DatabaseSync } from 'node:sqlite';

/** The last entry of a log, in hex, in a relay's database. The relay must be stopped. */
export function lastSeq(path: string, log: string): number {
  const database = new DatabaseSync(path, { readOnly: true });
  const row = database.prepare('SELECT seq FROM logs WHERE id = ?').get(Buffer.from(log, 'hex'));
  database.close();
  return Number(row?.['seq']);
}

/** Gives a log, in hex, another history behind the same number of entries. The relay must be stopped. */
export function tellAnew(path: string, log: string): void {
  const database = new DatabaseSync(path);
  const id = Buffer.from(log, 'hex');
  const { changes } = database.prepare('UPDATE logs SET transcript = randomblob(32) WHERE id = ?').run(id);
  database.close();
  if (changes !== 1) throw new Error('the relay has no such log');
}
