// A process for the storage's tests: opens a database, and writes transactions until it is killed, naming each one that
// is durable. Where it is refused the database, it says the code and ends.
import { ProfileError } from '../src/error.ts';
import { SqliteStorage } from '../src/database/sqlite-storage.ts';

const path = process.argv[2] ?? '';
const send = (message: object): void => {
  process.send?.(message);
};

let storage: SqliteStorage | null = null;
try {
  storage = new SqliteStorage(path, new Uint8Array(32).fill(7));
} catch (error) {
  if (!(error instanceof ProfileError)) throw error;
  send({ refused: error.code });
  process.disconnect();
}
if (storage !== null) write(storage);

function write(open: SqliteStorage): void {
  const number = open.transaction((t) => {
    const next = t.lastPosition('c1');
    const id = next.toString(16).padStart(32, '0');
    t.put('count', id, new Uint8Array(2000));
    t.putMessage({
      id,
      conversation: 'c1',
      position: next + 1,
      from: 'alice',
      sentAt: 0,
      countsUnread: true,
      countsMention: false,
      expiresAt: null,
      text: 'x'.repeat(500),
      isSearchable: true,
      hasFile: false,
      body: new Uint8Array(500),
    });
    return next;
  });
  send({ durable: number });
  setImmediate(write, open);
}
