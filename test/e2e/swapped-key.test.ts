// A relay that swaps a key in its roster: who never saw the real one sees an unverified person, who pinned it is warned,
// who verified it is stopped; and nothing is sent to the impostor by those who knew better.
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from './cli/person.ts';
import { Scene } from './cli/scene.ts';
import { storedEntries, swapAccount } from './cli/swapped-roster.ts';

let scene: Scene;
let alice: Person;
let bob: Person;
let carol: Person;
let impostor: Person;
let realDigits: unknown;
let entriesBefore: number;
beforeAll(async () => {
  scene = await Scene.start();
  [alice, bob, carol] = await scene.people('alice', 'bob', 'carol');
  await alice.run('send', '--to', 'bob', 'before');
  await carol.run('send', '--to', 'bob', 'before');
  ({ digits: realDigits } = await bob.one('safety-number', 'carol'));
  await carol.run('verify', 'bob', String(realDigits));

  // Another relay with this one's identity and an empty roster, for the impostor to register at.
  await scene.relay.stop();
  const forged = join(scene.folder, 'forged');
  mkdirSync(forged);
  for (const name of readdirSync(scene.relayData)) {
    if (!name.startsWith('relay.db'))
      cpSync(join(scene.relayData, name), join(forged, name), { recursive: true });
  }
  await scene.startRelay(forged);
  impostor = scene.person('impostor');
  await impostor.run('register', '--relay', scene.address, '--user', 'bob');
  await scene.relay.stop();
  swapAccount('bob', join(scene.relayData, 'relay.db'), join(forged, 'relay.db'));
  entriesBefore = storedEntries(join(scene.relayData, 'relay.db'));
  await scene.startRelay();
});
afterAll(() => scene.end());

const verificationOf = async (person: Person): Promise<unknown> => {
  const people = await person.run('roster');
  return people.find(({ user }) => user === 'bob')?.['verification'];
};

it('warns who had pinned the key', async () => {
  expect(await verificationOf(alice)).toBe('changed');
  expect(await alice.fails('send', '--to', 'bob', 'after')).toBe('sending-stopped');
});

it('stops who had verified the key', async () => {
  expect(await verificationOf(carol)).toBe('changed-verified');
  expect(await carol.fails('send', '--to', 'bob', 'after')).toBe('sending-stopped');
  // The digits that bob gave her before are not those of the key that the relay shows now.
  expect(await carol.fails('verify', 'bob', String(realDigits))).toBe('safety-number-differs');
});

it('lets nobody read what was meant for the real one', async () => {
  expect(await impostor.run('read')).toEqual([]);
});

it('shows someone who never saw the real key an unverified person, whose digits bob does not have', async () => {
  const [dave] = await scene.people('dave');
  expect(await verificationOf(dave)).toBe('unverified');
  const { digits } = await dave.one('safety-number', 'bob');
  expect(digits).toBe((await impostor.one('safety-number', 'dave'))['digits']);
  expect(digits).not.toBe(realDigits);
});

it('has sent nothing at all since the key was swapped', async () => {
  await scene.relay.stop();
  expect(entriesBefore).toBeGreaterThan(0);
  expect(storedEntries(join(scene.relayData, 'relay.db'))).toBe(entriesBefore);
});
