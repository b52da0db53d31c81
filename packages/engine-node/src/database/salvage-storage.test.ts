import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SalvageStorage } from './salvage-storage.ts';
import { SqliteStorage } from './sqlite-storage.ts';

const KEY = new Uint8Array(32).fill(7);
const ROWS = 2000;
const PAGE_BYTES = 4096;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hushroom-salvage-'));
  path = join(folder, 'messages.db');
  const storage = new SqliteStorage(path, KEY);
  storage.transaction((t) => {
    t.put('settings', 'locale', Uint8Array.of(1));
    for (let number = 1; number <= ROWS; number += 1) {
      t.putMessage({
        id: number.toString(16).padStart(32, '0'),
        conversation: 'c1',
        position: number,
        from: 'alice',
        sentAt: number,
        countsUnread: false,
        countsMention: false,
        expiresAt: null,
        text: `text ${String(number)} `.repeat(20),
        isSearchable: true,
        hasFile: false,
        body: new Uint8Array(100),
      });
    }
  });
  expect(storage.isSound()).toBe(true);
  storage.close();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Damages some pages, counted from the first. */
function damage(pages: (count: number) => readonly number[]): void {
  const bytes = readFileSync(path);
  for (const page of pages(bytes.length / PAGE_BYTES)) {
    const at = page * PAGE_BYTES + 100;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  }
  writeFileSync(path, bytes);
}

function readAll(storage: SalvageStorage): string[] {
  const texts: string[] = [];
  for (let after = 0; ;) {
    const from = after;
    const batch = storage.transaction((t) => t.arrivals(from, 500));
    for (const { arrival, row } of batch) {
      after = arrival;
      texts.push(row.text);
    }
    if (batch.length < 500) return texts;
  }
}

it('reads everything of a sound database', () => {
  const storage = new SalvageStorage(path, KEY);
  expect(readAll(storage).length).toBe(ROWS);
  storage.close();
});

it('reads all but what stands on damaged pages, and nothing that was never written', () => {
  // Every 40th page, but for the first few, where the database says what is where.
  damage((count) =>
    Array.from({ length: count }, (_, page) => page).filter((page) => page > 20 && page % 40 === 0),
  );
  const storage = new SalvageStorage(path, KEY);
  const texts = readAll(storage);
  storage.close();
  expect(texts.length).toBeGreaterThan(ROWS / 2);
  expect(texts.length).toBeLessThan(ROWS);
  expect(new Set(texts).size).toBe(texts.length);
  for (const text of texts) expect(text).toMatch(/^(text \d+ )\1{19}$/);
});

it('is told from a sound one by the check, or not opened at all', () => {
  // Some of them are of the search index, which can be made again and is not looked at.
  damage((count) =>
    Array.from({ length: count }, (_, page) => page).filter((page) => page > 20 && page % 40 === 0),
  );
  let isSound = false;
  try {
    const storage = new SqliteStorage(path, KEY);
    isSound = storage.isSound();
    storage.close();
  } catch (error) {
    expect(error).toMatchObject({ code: 'profile-damaged' });
  }
  expect(isSound).toBe(false);
});

it('opens nothing where the first page is gone', () => {
  damage(() => [0]);
  expect(() => new SalvageStorage(path, KEY)).toThrow('profile-damaged');
});
