// A damaged profile: what can be read of it comes back in a new one, its keys do not.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { relayInProcess, type RelayInProcess } from '../relay-in-process.ts';
import { HostedProfile, passphrase, usualClock } from './hosted-profile.ts';

const recovery = 'the recovery passphrase';
/** After this the first snapshot is due: see packages/engine-node/src/host/upkeep.ts. */
const FIRST_SNAPSHOT_MS = 60_000;

let relay: RelayInProcess;
beforeAll(async () => {
  relay = await relayInProcess();
});
afterAll(() => relay.stop());

let alice: HostedProfile;
/** Timers of a minute, which the test runs itself. */
let due: (() => void)[] = [];

beforeEach(async () => {
  due = [];
  alice = await HostedProfile.registered(relay.address, {
    clock: {
      ...usualClock,
      after: (delayMs, run) => {
        if (delayMs === FIRST_SNAPSHOT_MS) due.push(run);
        return usualClock.after(delayMs, run);
      },
    },
  });
  const { id } = await alice.call('room.create', { name: 'garden' });
  for (let number = 0; number < 20; number += 1) {
    const text = `message ${String(number)} ${'x'.repeat(500)}`;
    await alice.call('message.send', { conversation: id, text });
  }
  const last = await alice.call('message.send', { conversation: id, text: 'the last one' });
  await alice.call('message.settled', { message: last.id });
});
afterEach(() => alice.dispose());

async function snapshot(): Promise<string> {
  const before = await alice.call('status', {});
  expect(before.phase).toBe('open');
  for (const run of due.splice(0)) run();
  const snapshots = join(alice.folder, 'snapshots');
  await expect
    .poll(() =>
      (existsSync(snapshots) ? readdirSync(snapshots) : []).filter((name) => !name.endsWith('.part')),
    )
    .toHaveLength(1);
  const [name = ''] = readdirSync(snapshots);
  expect(`${String((await alice.call('profile.data', {})).snapshotAt)}.snapshot`).toBe(name);
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
  await alice.call('lock', {});
  flip(join(alice.folder, 'messages.db'), 100);
  expect(await alice.attempt('unlock', { passphrase })).toMatchObject({ error: { code: 'profile-damaged' } });
  expect(await alice.attempt('profile.recover', { passphrase: 'wrong', recovery })).toMatchObject({
    error: { code: 'passphrase-wrong' },
  });
  const saved = await alice.call('profile.recover', { passphrase, recovery });
  expect(await alice.call('status', {})).toMatchObject({ phase: 'new' });
  await alice.register(relay.address);
  expect(await alice.call('backup.importPath', { path: saved.path, passphrase: recovery })).toMatchObject({
    conversations: 1,
    messages: 22,
  });
  const { hits } = await alice.call('search.messages', { text: 'last one', limit: 9 });
  expect(hits.length).toBe(1);
  // What could not be opened is kept for whoever can do more with it.
  expect(readdirSync(join(alice.folder, 'damaged')).length).toBe(1);
});

it('comes back from the database itself where there is no snapshot', async () => {
  await alice.call('lock', {});
  const saved = await alice.call('profile.recover', { passphrase, recovery });
  await alice.register(relay.address);
  expect(await alice.call('backup.importPath', { path: saved.path, passphrase: recovery })).toMatchObject({
    messages: 22,
  });
});

it('says at once, and once, that something of it could not be read while it was open', async () => {
  await alice.call('lock', {});
  await alice.call('unlock', { passphrase });
  const { snapshot } = await alice.call('subscribe', {});
  expect(snapshot.isDamaged).toBe(false);
  const database = join(alice.folder, 'messages.db');
  const bytes = readFileSync(database);
  writeFileSync(database, Buffer.from(bytes).fill(0x55, 4096));
  for (let time = 0; time < 2; time += 1) {
    const search = await alice.attempt('search.messages', { text: 'message', limit: 9 });
    expect(search).toMatchObject({ error: { code: 'profile-damaged' } });
  }
  expect(alice.events.filter(({ type }) => type === 'damaged')).toHaveLength(1);
  // Whoever looks only now is told, too, if there is anything to see.
  expect(await alice.attempt('subscribe', {})).toMatchObject({ error: { code: 'profile-damaged' } });
  writeFileSync(database, bytes);
  expect((await alice.call('subscribe', {})).snapshot.isDamaged).toBe(true);
});

it('is left as it is where nothing at all can be read', async () => {
  await alice.call('lock', {});
  const database = join(alice.folder, 'messages.db');
  flip(database, 100);
  const before = readFileSync(database);
  expect(await alice.attempt('profile.recover', { passphrase, recovery })).toMatchObject({
    error: { code: 'profile-damaged' },
  });
  expect(readFileSync(database).equals(before)).toBe(true);
  expect(await alice.call('status', {})).toMatchObject({ phase: 'locked' });
});
