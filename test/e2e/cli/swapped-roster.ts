// What a hostile operator does to swap a key: has an impostor register the name where nobody sees it, under the relay's
// own identity, and puts the impostor's entries, keys and device in the place of the real ones.
import { DatabaseSync } from 'node:sqlite';

interface BobRow {
  readonly account: number;
  readonly device: number;
  readonly seq: number;
}

/** Replaces `userName` in one relay's database by the same name of another. Both relays must be stopped. */
export function swapAccount(userName: string, real: string, forged: string): void {
  const database = new DatabaseSync(real);
  database.exec(`ATTACH '${forged}' AS forged`);
  const mine = rowOf(database, 'main', userName);
  const theirs = rowOf(database, 'forged', userName);
  database.exec('BEGIN');
  // An account entry stands right before the entry of its first device.
  for (const before of [0, 1]) {
    database
      .prepare('UPDATE roster SET payload = (SELECT payload FROM forged.roster WHERE seq = ?) WHERE seq = ?')
      .run(theirs.seq - before, mine.seq - before);
  }
  database
    .prepare(
      `UPDATE accounts SET (account_key, next_account_key_hash) =
         (SELECT account_key, next_account_key_hash FROM forged.accounts WHERE number = ?) WHERE number = ?`,
    )
    .run(theirs.account, mine.account);
  database
    .prepare(
      `UPDATE devices SET (id, device_key) =
         (SELECT id, device_key FROM forged.devices WHERE number = ?) WHERE number = ?`,
    )
    .run(theirs.device, mine.device);
  database.prepare('DELETE FROM key_packages WHERE device = ?').run(mine.device);
  database
    .prepare(
      `INSERT INTO key_packages (device, last_resort, published_at, payload)
         SELECT ?, last_resort, published_at, payload FROM forged.key_packages WHERE device = ?`,
    )
    .run(mine.device, theirs.device);
  database.exec('COMMIT');
  database.close();
}

/** How many entries the relay has: what was sent. A welcome comes only with a commit, which is one. */
export function storedEntries(path: string): number {
  const database = new DatabaseSync(path, { readOnly: true });
  const row = database.prepare('SELECT count(*) AS entries FROM entries').get();
  database.close();
  return Number(row?.['entries']);
}

function rowOf(database: DatabaseSync, schema: 'main' | 'forged', userName: string): BobRow {
  const row = database
    .prepare(
      `SELECT accounts.number AS account, devices.number AS device, devices.roster_seq AS seq
         FROM ${schema}.accounts JOIN ${schema}.devices ON devices.account = accounts.number
         WHERE accounts.name = ?`,
    )
    .get(userName);
  if (row === undefined) throw new Error(`${userName} is not in the ${schema} database`);
  return row as unknown as BobRow;
}
