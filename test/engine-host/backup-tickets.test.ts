// Backups as a window handles them: by name, never by a path, with their bytes under tickets.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngineHost, type EngineHost, type KdfParameters } from '@hushroom/engine-node';
import { parseCall, type CallInput, type CallName, type CallValues } from '@hushroom/ipc';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { relayInProcess, type RelayInProcess } from '../relay-in-process.ts';

const kdf: KdfParameters = { name: 'argon2id13', memoryBytes: 8192, passes: 1 };
const passphrase = 'the passphrase';
const recovery = 'the recovery passphrase';

let relay: RelayInProcess;
beforeAll(async () => {
  relay = await relayInProcess();
});
afterAll(() => relay.stop());

let home: string;
let alice: EngineHost;
let anna: EngineHost;
let names = 0;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'hushroom-tickets-'));
  names += 1;
  alice = await registered('alice');
  anna = await registered('anna');
  const { id } = await call(alice, 'room.create', { name: 'garden' });
  const { id: sent } = await call(alice, 'message.send', { conversation: id, text: 'the apples are ripe' });
  await call(alice, 'message.settled', { message: sent });
});
afterEach(async () => {
  await alice.close();
  await anna.close();
  rmSync(home, { recursive: true });
});

async function registered(profile: string): Promise<EngineHost> {
  const folder = join(home, profile);
  // What a process that was killed left behind.
  mkdirSync(join(folder, 'backups'), { recursive: true });
  writeFileSync(join(folder, 'backups', 'received-9.backup'), 'left behind');
  const host = await createEngineHost({
    ...{ folder, profile, version: '0', suggestedRelay: '', keychain: null, kdf },
    onEvent: () => undefined,
  });
  await call(host, 'register', { relay: relay.address, userName: `${profile}${String(names)}`, passphrase });
  return host;
}

async function call<N extends CallName>(
  host: EngineHost,
  name: N,
  args: CallInput<N>,
): Promise<CallValues[N]> {
  const result = await host.handle(parseCall({ id: 1, call: name, args })!);
  if (!result.ok) throw new Error(result.error.code);
  return result.value as CallValues[N];
}

async function read(host: EngineHost, ticket: string): Promise<Uint8Array> {
  const opened = host.useTicket(ticket);
  if (opened?.direction !== 'out') throw new Error('no such ticket');
  const pieces: Uint8Array[] = [];
  for await (const piece of opened.read()) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function bring(host: EngineHost, bytes: Uint8Array, sizeBytes = bytes.length): Promise<string> {
  const { ticket, name } = await call(host, 'backup.receive', { sizeBytes });
  const opened = host.useTicket(ticket);
  if (opened?.direction !== 'in') throw new Error('no such ticket');
  await opened.take(
    (async function* () {
      yield await Promise.resolve(bytes);
    })(),
  );
  return name;
}

const inFolder = (profile: string): string[] => readdirSync(join(home, profile, 'backups'));

it('goes from one profile to another by name and ticket, and nothing is left of what was brought', async () => {
  const made = await call(alice, 'backup.export', { passphrase: recovery });
  expect(await call(alice, 'backup.list', {})).toMatchObject([{ name: made.name, bytes: made.bytes }]);
  const opened = await call(alice, 'backup.open', { name: made.name });
  expect(opened).toMatchObject({ name: made.name, sizeBytes: made.bytes });
  const bytes = await read(alice, opened.ticket);
  expect(bytes.length).toBe(made.bytes);
  await expect(read(alice, opened.ticket)).rejects.toThrow('no such ticket');

  const name = await bring(anna, bytes);
  await expect(call(anna, 'backup.import', { name, passphrase: 'another' })).rejects.toThrow(
    'passphrase-wrong',
  );
  expect(await call(anna, 'backup.import', { name, passphrase: recovery })).toMatchObject({ messages: 2 });
  expect(inFolder('anna')).toEqual([]);
});

it('takes in a backup of the folder itself, and keeps it', async () => {
  const { name } = await call(alice, 'backup.export', { passphrase: recovery });
  expect(await call(alice, 'backup.import', { name, passphrase: recovery })).toMatchObject({ messages: 0 });
  expect(inFolder('alice')).toEqual([name]);
});

it('keeps nothing of what was cut off on the way, or longer than was said', async () => {
  await expect(bring(anna, Buffer.alloc(10), 11)).rejects.toThrow('file-interrupted');
  await expect(bring(anna, Buffer.alloc(12), 11)).rejects.toThrow('file-interrupted');
  expect(inFolder('anna')).toEqual([]);
});

it('forgets what was brought and not taken in, and its tickets, when the profile is locked', async () => {
  const { name } = await call(alice, 'backup.export', { passphrase: recovery });
  const { ticket } = await call(alice, 'backup.open', { name });
  await bring(alice, Buffer.from('something'));
  await call(alice, 'lock', {});
  expect(alice.useTicket(ticket)).toBeNull();
  expect(inFolder('alice')).toEqual([name]);
});

it('names no file outside of its folder', async () => {
  const outside = join(home, 'alice', 'secret.backup');
  writeFileSync(outside, 'x');
  expect(existsSync(outside)).toBe(true);
  for (const name of ['../secret.backup', outside, 'secret', '.backup', 'a/b.backup']) {
    expect(parseCall({ id: 1, call: 'backup.open', args: { name } }), name).toBeNull();
  }
  await expect(call(alice, 'backup.open', { name: 'secret.backup' })).rejects.toThrow('backup-missing');
});
