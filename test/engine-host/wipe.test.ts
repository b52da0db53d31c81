// The end of a profile and of an account, and what may be said of either before.
import { existsSync, linkSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEngine, type EngineConnection, type KdfParameters } from '@hushroom/engine-node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { relayInProcess, type RelayInProcess } from '../relay-in-process.ts';

const kdf: KdfParameters = { name: 'argon2id13', memoryBytes: 8192, passes: 1 };
const passphrase = 'the passphrase of alice';

let relay: RelayInProcess;
beforeAll(async () => {
  relay = await relayInProcess();
});
afterAll(() => relay.stop());

let home: string;
let folder: string;
let alice: EngineConnection;
let userName: string;
let names = 0;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'hushroom-wipe-'));
  folder = join(home, 'alice');
  names += 1;
  userName = `alice${String(names)}`;
  alice = await newEngine({ folder, profile: 'alice', version: '0', kdf });
  await alice.call('register', { relay: relay.address, userName, passphrase });
});
afterEach(async () => {
  await alice.close();
  rmSync(home, { recursive: true });
});

async function codeOf(step: Promise<unknown>): Promise<string | null> {
  try {
    await step;
    return null;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}

const phase = async (): Promise<string> => (await alice.call('status', {})).phase;

async function untilOnline(): Promise<void> {
  await expect.poll(async () => (await alice.call('subscribe', {})).snapshot.connection.state).toBe('online');
}

it('destroys what the keys are wrapped in, then the rest, and leaves exported backups', async () => {
  const { path } = await alice.call('backup.export', { passphrase: 'recovery' });
  // Another name for the same bytes on the disk shows what became of them.
  const witness = join(home, 'witness');
  linkSync(join(folder, 'profile.json'), witness);
  expect(readFileSync(witness, 'utf8')).toContain('argon2id13');
  expect(await codeOf(alice.call('profile.wipe', { profile: 'bob' }))).toBe('profile-name-invalid');
  expect(await phase()).toBe('open');
  await alice.call('profile.wipe', { profile: 'alice' });
  expect(readFileSync(witness).every((byte) => byte === 0)).toBe(true);
  expect(existsSync(path)).toBe(true);
  expect(readdirSync(folder)).toEqual(['backups']);
  expect(await phase()).toBe('new');
  expect(await codeOf(alice.call('unlock', { passphrase }))).toBe('profile-missing');
});

it('takes the account off the roster with its passphrase only, and its name with it for good', async () => {
  await untilOnline();
  expect(await codeOf(alice.call('profile.deleteAccount', { passphrase: 'wrong' }))).toBe('passphrase-wrong');
  expect(await phase()).toBe('open');
  await alice.call('profile.deleteAccount', { passphrase });
  expect(await phase()).toBe('new');
  const again = alice.call('register', { relay: relay.address, userName, passphrase });
  expect(await codeOf(again)).toBe('name-taken');
});

it('says where everything is, and what state it is in without a name or a word', async () => {
  const { id } = await alice.call('room.create', { name: 'the secret garden' });
  await alice.call('message.send', { conversation: id, text: 'a marker of a text' });
  const data = await alice.call('profile.data', {});
  expect(data.folder).toBe(folder);
  expect(data.snapshotAt).toBeNull();
  const messages = data.parts.find(({ part }) => part === 'messages');
  expect(messages?.path).toBe(join(folder, 'messages.db'));
  expect(messages?.bytes).toBeGreaterThan(4096);
  const { text } = await alice.call('profile.diagnostics', {});
  expect(text).toContain('conversations: 1');
  for (const word of [userName, 'garden', 'marker', home, relay.address, id])
    expect(text).not.toContain(word);
});
