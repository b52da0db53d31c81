// A backup as a file: written by one profile, taken in by another, and refused whole where anything is wrong with it.
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEngine, type EngineConnection, type KdfParameters } from '@hushroom/engine-node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { relayInProcess, type RelayInProcess } from '../relay-in-process.ts';

const kdf: KdfParameters = { name: 'argon2id13', memoryBytes: 8192, passes: 1 };
const recovery = 'the recovery passphrase';

let relay: RelayInProcess;
beforeAll(async () => {
  relay = await relayInProcess();
});
afterAll(() => relay.stop());

let home: string;
let alice: EngineConnection;
let anna: EngineConnection;
let names = 0;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'hushroom-backup-'));
  names += 1;
  alice = await registered('alice');
  anna = await registered('anna');
  const { id } = await alice.call('room.create', { name: 'garden' });
  await alice.call('message.settled', {
    message: (await alice.call('message.send', { conversation: id, text: 'the apples are ripe' })).id,
  });
});
afterEach(async () => {
  await alice.close();
  await anna.close();
  rmSync(home, { recursive: true });
});

async function registered(profile: string): Promise<EngineConnection> {
  const engine = await newEngine({ folder: join(home, profile), profile, version: '0', kdf });
  const userName = `${profile}${String(names)}`;
  await engine.call('register', { relay: relay.address, userName, passphrase: `passphrase of ${profile}` });
  return engine;
}

async function codeOf(step: Promise<unknown>): Promise<string | null> {
  try {
    await step;
    return null;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}

it('goes through a file into another profile, and shows nothing on the way', async () => {
  const path = join(home, 'my.backup');
  const { bytes } = await alice.call('backup.exportPath', { path, passphrase: recovery });
  expect(readFileSync(path).length).toBe(bytes);
  expect(readFileSync(path).includes('apples')).toBe(false);
  const counts = await anna.call('backup.importPath', { path, passphrase: recovery });
  expect(counts).toMatchObject({ conversations: 1, messages: 2 });
  const { hits } = await anna.call('search.messages', { text: 'apples', limit: 9 });
  expect(hits.map(({ excerpt }) => excerpt.text)).toEqual(['the apples are ripe']);
});

it('is put into the profile where no path is given, each under a name of its own', async () => {
  const first = await alice.call('backup.export', { passphrase: recovery });
  const second = await alice.call('backup.export', { passphrase: recovery });
  expect(first.path).not.toBe(second.path);
  expect(first.path.startsWith(join(home, 'alice', 'backups'))).toBe(true);
});

it('is not written over anything, nor where nothing can be written', async () => {
  const path = join(home, 'taken');
  writeFileSync(path, 'mine');
  const to = (target: string): Promise<unknown> =>
    alice.call('backup.exportPath', { path: target, passphrase: recovery });
  expect(await codeOf(to(path))).toBe('file-exists');
  expect(readFileSync(path, 'utf8')).toBe('mine');
  expect(await codeOf(to(join(home, 'no such folder', 'x')))).toBe('file-unwritable');
  expect(await codeOf(to('relative'))).toBe('file-unwritable');
  expect(existsSync('relative')).toBe(false);
});

it('leaves a profile as it was where the backup is damaged, cut off, foreign, or of another passphrase', async () => {
  const path = join(home, 'my.backup');
  await alice.call('backup.exportPath', { path, passphrase: recovery });
  const whole = readFileSync(path);
  const from = (passphrase = recovery): Promise<string | null> =>
    codeOf(anna.call('backup.importPath', { path, passphrase }));
  expect(await from('another passphrase')).toBe('passphrase-wrong');
  const changed = Buffer.from(whole);
  changed.writeUInt8(changed.readUInt8(150) ^ 1, 150);
  writeFileSync(path, changed);
  expect(['backup-damaged', 'backup-truncated']).toContain(await from());
  writeFileSync(path, whole);
  truncateSync(path, whole.length - 1);
  expect(await from()).toBe('backup-truncated');
  writeFileSync(path, 'something else entirely');
  expect(await from()).toBe('backup-foreign');
  rmSync(path);
  expect(await from()).toBe('backup-missing');
  expect((await anna.call('subscribe', {})).snapshot.conversations).toEqual([]);
});
