// A damaged profile: what can be read of it comes back in a new one, its keys do not.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngineHost, type EngineHost, type KdfParameters } from '@hushroom/engine-node';
import {
  parseCall,
  type CallInput,
  type CallName,
  type CallValues,
  type EngineEvent,
  type ResultMessage,
} from '@hushroom/ipc';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { relayInProcess, type RelayInProcess } from '../relay-in-process.ts';

const kdf: KdfParameters = { name: 'argon2id13', memoryBytes: 8192, passes: 1 };
const passphrase = 'the passphrase of alice';
const recovery = 'the recovery passphrase';
/** After this the first snapshot is due: see packages/engine-node/src/host/upkeep.ts. */
const FIRST_SNAPSHOT_MS = 60_000;

let relay: RelayInProcess;
beforeAll(async () => {
  relay = await relayInProcess();
});
afterAll(() => relay.stop());

let home: string;
let folder: string;
let host: EngineHost;
let names = 0;
/** Timers of a minute, which the test runs itself. */
let due: (() => void)[] = [];
let events: EngineEvent['type'][] = [];

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'hushroom-recover-'));
  folder = join(home, 'alice');
  due = [];
  events = [];
  host = await createEngineHost({
    folder,
    profile: 'alice',
    version: '0',
    suggestedRelay: '',
    keychain: null,
    kdf,
    clock: {
      now: () => Date.now(),
      after: (delayMs, run) => {
        if (delayMs === FIRST_SNAPSHOT_MS) due.push(run);
        const timer = setTimeout(run, delayMs);
        return () => {
          clearTimeout(timer);
        };
      },
    },
    onEvent: ({ event }) => {
      events.push(event.type);
    },
  });
  await register();
  const { id } = await call('room.create', { name: 'garden' });
  for (let number = 0; number < 20; number += 1) {
    await call('message.send', { conversation: id, text: `message ${String(number)} ${'x'.repeat(500)}` });
  }
  const last = await call('message.send', { conversation: id, text: 'the last one' });
  await call('message.settled', { message: last.id });
});
afterEach(async () => {
  await host.close();
  rmSync(home, { recursive: true });
});

async function register(): Promise<void> {
  names += 1;
  await call('register', { relay: relay.address, userName: `alice${String(names)}`, passphrase });
}

async function attempt<N extends CallName>(
  name: N,
  args: CallInput<N>,
): Promise<ResultMessage<CallValues[N]>> {
  return (await host.handle(parseCall({ id: 1, call: name, args })!)) as ResultMessage<CallValues[N]>;
}

async function call<N extends CallName>(name: N, args: CallInput<N>): Promise<CallValues[N]> {
  const result = await attempt(name, args);
  if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
  return result.value;
}

async function snapshot(): Promise<string> {
  const before = await call('status', {});
  expect(before.phase).toBe('open');
  for (const run of due.splice(0)) run();
  const snapshots = join(folder, 'snapshots');
  await expect
    .poll(() =>
      (existsSync(snapshots) ? readdirSync(snapshots) : []).filter((name) => !name.endsWith('.part')),
    )
    .toHaveLength(1);
  const [name = ''] = readdirSync(snapshots);
  expect(`${String((await call('profile.data', {})).snapshotAt)}.snapshot`).toBe(name);
  return join(snapshots, name);
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(path, bytes);
}

it('comes back from its snapshot where nothing of the database opens', async () => {
  const path = await snapshot();
  expect(readFileSync(path).includes('the last one')).toBe(false);
  await call('lock', {});
  flip(join(folder, 'messages.db'), 100);
  expect(await attempt('unlock', { passphrase })).toMatchObject({ error: { code: 'profile-damaged' } });
  expect(await attempt('profile.recover', { passphrase: 'wrong', recovery })).toMatchObject({
    error: { code: 'passphrase-wrong' },
  });
  const saved = await call('profile.recover', { passphrase, recovery });
  expect(await call('status', {})).toMatchObject({ phase: 'new' });
  await register();
  expect(await call('backup.importPath', { path: saved.path, passphrase: recovery })).toMatchObject({
    conversations: 1,
    messages: 22,
  });
  const { hits } = await call('search.messages', { text: 'last one', limit: 9 });
  expect(hits.length).toBe(1);
  // What could not be opened is kept for whoever can do more with it.
  expect(readdirSync(join(folder, 'damaged')).length).toBe(1);
});

it('comes back from the database itself where there is no snapshot', async () => {
  await call('lock', {});
  const saved = await call('profile.recover', { passphrase, recovery });
  await register();
  expect(await call('backup.importPath', { path: saved.path, passphrase: recovery })).toMatchObject({
    messages: 22,
  });
});

it('says at once, and once, that something of it could not be read while it was open', async () => {
  await call('lock', {});
  await call('unlock', { passphrase });
  const { snapshot } = await call('subscribe', {});
  expect(snapshot.isDamaged).toBe(false);
  const database = join(folder, 'messages.db');
  const bytes = readFileSync(database);
  writeFileSync(database, Buffer.from(bytes).fill(0x55, 4096));
  for (let time = 0; time < 2; time += 1) {
    const search = await attempt('search.messages', { text: 'message', limit: 9 });
    expect(search).toMatchObject({ error: { code: 'profile-damaged' } });
  }
  expect(events.filter((type) => type === 'damaged')).toHaveLength(1);
  // Whoever looks only now is told, too, if there is anything to see.
  expect(await attempt('subscribe', {})).toMatchObject({ error: { code: 'profile-damaged' } });
  writeFileSync(database, bytes);
  expect((await call('subscribe', {})).snapshot.isDamaged).toBe(true);
});

it('is left as it is where nothing at all can be read', async () => {
  await call('lock', {});
  const database = join(folder, 'messages.db');
  flip(database, 100);
  const before = readFileSync(database);
  expect(await attempt('profile.recover', { passphrase, recovery })).toMatchObject({
    error: { code: 'profile-damaged' },
  });
  expect(readFileSync(database).equals(before)).toBe(true);
  expect(await call('status', {})).toMatchObject({ phase: 'locked' });
});
