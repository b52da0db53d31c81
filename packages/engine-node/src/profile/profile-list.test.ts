import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listProfiles } from './profile-list.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hushroom-profiles-'));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

function make(name: string, file: string, seconds: number): void {
  const folder = join(home, 'profiles', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), '');
  utimesSync(join(folder, file), seconds, seconds);
}

it('lists profiles by when they were used last, and nothing that is none', () => {
  expect(listProfiles(home)).toEqual([]);
  make('old', 'profile.json', 100);
  make('work', 'profile.json', 50);
  make('work', 'messages.db', 60);
  make('work', 'messages.db-wal', 300);
  // Wiped: only its backups are left.
  make('gone', 'hushroom.backup', 900);
  make('Not A Name', 'profile.json', 900);
  expect(listProfiles(home)).toEqual([
    { name: 'work', usedAt: 300_000 },
    { name: 'old', usedAt: 100_000 },
  ]);
});
