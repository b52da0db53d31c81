import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ProfileError } from '../error.ts';
import { logFault, logPath, readLog } from './profile-log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hushroom-log-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('says when, what kind and where, and nothing of what the error says', () => {
  logFault(folder, new TypeError('a marker of a text'), 0);
  logFault(folder, new ProfileError('disk-full', { cause: new Error('a marker of a text') }), 0);
  logFault(folder, 'a marker of a text', 0);
  const [first, second, third] = readLog(folder, 9);
  expect(first).toMatch(/^1970-01-01T00:00:00\.000Z TypeError profile-log\.test\.ts:\d+:\d+/);
  expect(second).toContain('ProfileError disk-full');
  expect(third).toContain('string');
  expect(readLog(folder, 9).join()).not.toContain('marker');
});

it('stays small, and keeps what is newest', () => {
  for (let fault = 0; fault < 5000; fault += 1) logFault(folder, new Error('x'), fault);
  expect(statSync(logPath(folder)).size).toBeLessThan(260 * 1024);
  expect(readLog(folder, 1)[0]).toContain(new Date(4999).toISOString());
});

it('makes no folder for a profile that is not there', () => {
  logFault(join(folder, 'nobody'), new Error('x'), 0);
  expect(readLog(join(folder, 'nobody'), 9)).toEqual([]);
});
