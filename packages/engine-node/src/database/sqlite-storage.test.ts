import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeStorage } from '@hushroom/client/storage.contract';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ProfileError } from '../error.ts';
import { openDatabase } from './open.ts';
import { SCHEMA_VERSION } from './schema.ts';
import { SqliteStorage } from './sqlite-storage.ts';

const KEY = new Uint8Array(32).fill(7);

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hushroom-storage-'));
  path = join(folder, 'messages.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describeStorage('SQLite', () => ({
  storage: new SqliteStorage(path, KEY),
  reopen: () => new SqliteStorage(path, KEY),
  dispose: () => undefined,
}));

const codeOf = (run: () => unknown): string | null => {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof ProfileError) return error.code;
    throw error;
  }
};

const fill = (storage: SqliteStorage): void => {
  storage.transaction((t) => {
    for (let number = 0; number < 400; number += 1) {
      t.put('space', `key ${number}`, new Uint8Array(300).fill(number % 256));
    }
  });
};

it('refuses a second opener, in this process and in another', async () => {
  const storage = new SqliteStorage(path, KEY);
  expect(codeOf(() => new SqliteStorage(path, KEY))).toBe('profile-in-use');
  const other = fork(new URL('../../test/storage-writer.ts', import.meta.url), [path], {
    execArgv: [],
    silent: true,
  });
  const [message] = (await once(other, 'message')) as [unknown];
  expect(message).toEqual({ refused: 'profile-in-use' });
  storage.close();
  new SqliteStorage(path, KEY).close();
});

it('refuses another key, a newer database, and a file of another kind', () => {
  const database = openDatabase(path, KEY);
  expect(codeOf(() => new SqliteStorage(path, new Uint8Array(32).fill(8)))).toBe('profile-in-use');
  database.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
  database.close();
  expect(codeOf(() => new SqliteStorage(path, KEY))).toBe('profile-newer');
  expect(codeOf(() => new SqliteStorage(path, new Uint8Array(32).fill(8)))).toBe('profile-damaged');
  const foreign = join(folder, 'foreign.db');
  writeFileSync(foreign, 'not a database, and longer than its header would be'.repeat(200));
  expect(codeOf(() => new SqliteStorage(foreign, KEY))).toBe('profile-damaged');
});

it('leaves no plaintext in the file or its log', () => {
  const storage = new SqliteStorage(path, KEY);
  const marker = 'a marker that must not be readable';
  storage.transaction((t) => {
    t.put('space', marker, new TextEncoder().encode(marker));
  });
  for (const file of [path, `${path}-wal`]) {
    expect(readFileSync(file).includes(marker)).toBe(false);
  }
  storage.close();
  // The same search finds what is there in the clear.
  writeFileSync(join(folder, 'control'), `x${marker}x`);
  expect(readFileSync(join(folder, 'control')).includes(marker)).toBe(true);
});

it('rejects every flipped byte that it reads', () => {
  const storage = new SqliteStorage(path, KEY);
  fill(storage);
  const expected = storage.transaction((t) => t.list('space'));
  storage.close();
  const whole = readFileSync(path);
  const damaged = join(folder, 'damaged.db');
  let rejected = 0;
  // Every 997th byte: pages have 4096, so every part of a page is met somewhere.
  for (let at = 0; at < whole.length; at += 997) {
    copyFileSync(path, damaged);
    const bytes = Buffer.from(whole);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
    writeFileSync(damaged, bytes);
    const code = codeOf(() => {
      const opened = new SqliteStorage(damaged, KEY);
      try {
        // Whatever does not touch what was written may pass: free pages, and the salt that a raw key does not use.
        expect(opened.transaction((t) => t.list('space'))).toEqual(expected);
      } finally {
        opened.close();
      }
    });
    if (code !== null) {
      expect(code).toBe('profile-damaged');
      rejected += 1;
    }
  }
  expect(rejected).toBeGreaterThan((whole.length / 997) * 0.5);
});

it('keeps every transaction that returned, whole, when its process is killed', async () => {
  const seed = Math.trunc(Math.random() * 2 ** 31);
  console.log(`kill times from seed ${seed}`);
  let random = seed;
  for (let round = 0; round < 5; round += 1) {
    random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
    const writer = fork(new URL('../../test/storage-writer.ts', import.meta.url), [path], {
      execArgv: [],
      silent: true,
    });
    let durable = -1;
    let killing: NodeJS.Timeout | undefined;
    writer.on('message', ({ durable: number }: { durable: number }) => {
      durable = number;
      killing ??= setTimeout(() => writer.kill('SIGKILL'), random % 150);
    });
    await once(writer, 'exit');
    expect(durable).toBeGreaterThanOrEqual(0);
    const storage = new SqliteStorage(path, KEY);
    const [records, rows] = storage.transaction((t) => [t.list('count'), t.arrivals(0, 1_000_000)]);
    storage.close();
    // Each transaction writes one record and one message with the same number: both or neither are there.
    expect(records.length).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(durable);
    expect(rows.at(-1)?.row.position).toBe(rows.length);
  }
});
