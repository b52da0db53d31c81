// When `npm ci` may be left out: only if what lies in node_modules is complete and of the present lockfile.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { beginInstallation, isInstalled, isInstalledByHand } from '../../scripts/installed.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hushroom-installed-'));
  mkdirSync(join(root, 'node_modules'));
  writeLock('package-lock.json', { a: '1.0.0', b: '2.0.0' });
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function writeLock(path: string, versions: Record<string, string>, extra: object = {}): void {
  const packages = Object.entries(versions).map(([name, version]): [string, object] => [
    `node_modules/${name}`,
    { version },
  ]);
  writeFileSync(
    join(root, path),
    JSON.stringify({ packages: { '': {}, ...Object.fromEntries(packages), ...extra } }),
  );
}

it('takes an installation as complete only after it has ended', () => {
  const complete = beginInstallation(root, 'all');
  expect(isInstalled(root, 'all')).toBe(false);
  complete();
  expect(isInstalled(root, 'all')).toBe(true);
  beginInstallation(root, 'all');
  expect(isInstalled(root, 'all')).toBe(false);
});

it('installs again when the lockfile or the scope asks for more', () => {
  beginInstallation(root, 'relay')();
  expect(isInstalled(root, 'relay')).toBe(true);
  expect(isInstalled(root, 'all')).toBe(false);
  beginInstallation(root, 'all')();
  expect(isInstalled(root, 'relay')).toBe(true);
  writeLock('package-lock.json', { a: '1.0.1', b: '2.0.0' });
  expect(isInstalled(root, 'all')).toBe(false);
});

it('records the lockfile that it began with, not one that came meanwhile', () => {
  const complete = beginInstallation(root, 'all');
  writeLock('package-lock.json', { a: '1.0.1', b: '2.0.0' });
  complete();
  expect(isInstalled(root, 'all')).toBe(false);
});

it('accepts what somebody installed by hand if every package is there, in the version of the lockfile', () => {
  expect(isInstalledByHand(root)).toBe(false);
  writeLock('node_modules/.package-lock.json', { a: '1.0.0' });
  expect(isInstalledByHand(root)).toBe(false);
  writeLock('node_modules/.package-lock.json', { a: '1.0.0', b: '1.9.9' });
  expect(isInstalledByHand(root)).toBe(false);
  writeLock('node_modules/.package-lock.json', { a: '1.0.0', b: '2.0.0' });
  expect(isInstalledByHand(root)).toBe(true);
  writeLock(
    'package-lock.json',
    { a: '1.0.0', b: '2.0.0' },
    { 'node_modules/c': { version: '3.0.0', optional: true } },
  );
  expect(isInstalledByHand(root)).toBe(true);
});
