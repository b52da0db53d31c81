// Search, settings and backups from the command line: every step a process of its own.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from './cli/person.ts';
import { Scene } from './cli/scene.ts';

let scene: Scene;
let alice: Person;
let bob: Person;
beforeAll(async () => {
  scene = await Scene.start();
  [alice, bob] = await scene.people('alice', 'bob');
});
afterAll(() => scene.end());

it('finds what was said, by word, person and day', async () => {
  await alice.run('send', '--to', 'bob', 'Crème brûlée at noon');
  await alice.run('send', '--to', 'bob', 'tea at four');
  await bob.reads();
  const texts = async (...args: string[]): Promise<unknown[]> =>
    (await bob.run('search', ...args)).map(({ text }) => text);
  expect(await texts('creme')).toEqual(['Crème brûlée at noon']);
  expect(await texts('at', '--with', 'alice')).toEqual(['tea at four', 'Crème brûlée at noon']);
  expect(await texts('at', '--limit', '1')).toEqual(['tea at four']);
  expect(await texts('at', '--from', 'bob')).toEqual([]);
  expect(await texts('at', '--until', '2000-01-01')).toEqual([]);
});

it('keeps a setting, and refuses what is none', async () => {
  expect((await alice.one('settings')).readReceipts).toBe(true);
  await alice.run('settings', 'readReceipts=false', 'locale=de');
  expect(await alice.one('settings')).toMatchObject({ readReceipts: false, locale: 'de', sounds: true });
  await expect(alice.run('settings', 'readReceipts=perhaps')).rejects.toThrow();
});

it('carries a history into another profile through a file', async () => {
  const [file, recovery] = [join(scene.folder, 'alice.backup'), join(scene.folder, 'recovery')];
  writeFileSync(recovery, 'a recovery passphrase\n');
  expect(await alice.one('export', file, '--recovery-file', recovery)).toMatchObject({ path: file });
  expect(readFileSync(file).includes('noon')).toBe(false);
  const [anna] = await scene.people('anna');
  expect(await anna.one('import', file, '--recovery-file', recovery)).toMatchObject({ messages: 2 });
  expect(await anna.history('--with', 'bob')).toEqual(['Crème brûlée at noon', 'tea at four']);
  expect(await anna.one('settings')).toMatchObject({ locale: 'de' });
});
