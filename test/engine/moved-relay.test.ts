// A relay that listens somewhere else from now on: who is told the new address goes on with everything, and nobody is led to
// another relay.
import { decode } from '@hushroom/codec';
import { requestFrame } from '@hushroom/wire';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bytesOf, fetched, received, send } from './sent-file.ts';
import { World, type Person } from './world.ts';

let world: World;
let alice: Person;
let bob: Person;
let before: string;

beforeEach(async () => {
  world = new World();
  ({ alice, bob } = await world.joinAll('alice', 'bob'));
  await alice.say('bob', 'at the old place');
  await bob.accept('alice');
  before = world.address;
});
afterEach(() => {
  world.stop();
  expect(world.faults).toEqual([]);
});

async function relayMoves(): Promise<void> {
  world.host = 'moved.test';
  for (const person of [alice, bob]) person.cut();
  await world.clock.pass(60_000);
}

const shownAddress = async (person: Person): Promise<string> =>
  (await person.call('subscribe', {})).snapshot.connection.relayAddress;

it('is gone on with at its new address: what waited is sent, what came is there, files too', async () => {
  await relayMoves();
  await alice.say('bob', 'written into the dark');
  for (const person of [alice, bob]) {
    expect(person.connection).not.toBe('online');
    await person.call('connection.move', { relay: ` ${world.address} ` });
    expect(await shownAddress(person)).toBe(world.address);
    await person.untilOnline();
  }
  await bob.untilLines('alice', ['alice: at the old place', 'alice: written into the dark']);
  const bytes = bytesOf(70_000);
  await send(alice, 'bob', bytes);
  expect(await fetched(bob, (await received(bob, 'alice')).id)).toEqual(bytes);
});

it('is found there by the next start as well', async () => {
  await relayMoves();
  await alice.call('connection.move', { relay: world.address });
  await alice.restart();
  await alice.untilOnline();
  expect(await shownAddress(alice)).toBe(world.address);
});

it('is moved to from a connection that still lives, within a second', async () => {
  world.host = 'moved.test';
  const asked = world.clock.now();
  await alice.call('connection.move', { relay: world.address });
  expect(alice.connection).toBe('connecting');
  await alice.untilOnline();
  expect(world.clock.now() - asked).toBeLessThan(1_500);
  await alice.say('bob', 'from the new place');
});

it('is no other relay: its key has to be the one of the profile, and stand in the address', async () => {
  const id = /#.*$/;
  for (const [relay, code] of [
    [before.replace(id, `#${'a'.repeat(52)}`), 'relay-another'],
    [before.replace(id, ''), 'address-id-malformed'],
    [before.slice(0, -1), 'address-id-malformed'],
    [before.replace('hushroom:', 'https:'), 'address-malformed'],
    [`hushroom://${'x'.repeat(390)}`, 'address-too-long'],
  ] as const) {
    await expect(alice.call('connection.move', { relay }), relay).rejects.toMatchObject({ code });
  }
  expect(alice.connection).toBe('online');
  await alice.restart();
  await alice.untilOnline();
  expect(await shownAddress(alice)).toBe(before);
});

it('is looked for where it was if the app ended before the new address was saved', async () => {
  let isDead = false;
  alice.wrapStorage = (storage) => ({
    transaction: (step) =>
      storage.transaction((transaction) => {
        const value = step(transaction);
        if (isDead) throw new Error('the app ended');
        return value;
      }),
    close: () => {
      storage.close();
    },
  });
  await alice.restart();
  await alice.untilOnline();
  isDead = true;
  const relay = before.replace('relay.test', 'moved.test');
  await expect(alice.call('connection.move', { relay })).rejects.toThrow('the app ended');
  isDead = false;
  await alice.restart();
  await alice.untilOnline();
  expect(await shownAddress(alice)).toBe(before);
});

it('is looked for no more than once a second, however often its address changes', async () => {
  let greetings = 0;
  alice.toRelay = (frame) => {
    if (decode(requestFrame, frame).request.type === 'hello') greetings++;
    return frame;
  };
  for (let turn = 0; turn < 100; turn++) {
    await alice.call('connection.move', { relay: before });
    await world.clock.pass(20);
  }
  expect(greetings).toBeLessThan(4);
});
