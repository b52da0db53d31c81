// Whoever is away can be written to for the first time all the same, and it is said where that is over.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { World } from './world.ts';

const DAY_MS = 24 * 60 * 60_000;

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
  expect(world.faults).toEqual([]);
});

it('is reached by who never wrote before, after two months away', async () => {
  const { alice, bob } = await world.joinAll('alice', 'bob');
  for (const person of [alice, bob]) person.stop();
  await world.clock.pass(60 * DAY_MS);
  await alice.start();
  await alice.untilOnline();
  await alice.say('bob', 'welcome home');
  await world.clock.pass(60_000);
  await bob.start();
  await bob.untilLines('alice', ['alice: welcome home']);
});

it('is said to be out of reach after four, and reached once they are back', async () => {
  const { alice, bob } = await world.joinAll('alice', 'bob');
  for (const person of [alice, bob]) person.stop();
  await world.clock.pass(120 * DAY_MS);
  await alice.start();
  await alice.untilOnline();
  await alice.say('bob', 'welcome home');
  await world.clock.pass(60_000);
  const { people } = (await alice.call('subscribe', {})).snapshot;
  expect(people.find(({ userName }) => userName === 'bob')?.unreachable).toBe('no-key-package');
  const { id } = await alice.call('room.create', { name: 'tea' });
  await expect(alice.call('room.add', { conversation: id, userName: 'bob' })).rejects.toMatchObject({
    code: 'person-unreachable',
  });
  await bob.start();
  await bob.untilLines('alice', ['alice: welcome home']);
  await alice.call('room.add', { conversation: id, userName: 'bob' });
});

it('stays within reach who comes back now and then, though nobody used what they left', async () => {
  const { alice, bob } = await world.joinAll('alice', 'bob');
  for (const person of [alice, bob]) person.stop();
  for (let month = 0; month < 5; month++) {
    await world.clock.pass(30 * DAY_MS);
    await bob.start();
    await bob.untilOnline();
    await world.clock.pass(10_000);
    bob.stop();
  }
  await world.clock.pass(60 * DAY_MS);
  await alice.start();
  await alice.untilOnline();
  await alice.say('bob', 'welcome home');
  await world.clock.pass(60_000);
  await bob.start();
  await bob.untilLines('alice', ['alice: welcome home']);
});
