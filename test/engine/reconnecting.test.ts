// The connection comes back when it can: at once after a sleep or a change of the network, and not as often as somebody asks.
import { decode } from '@hushroom/codec';
import { requestFrame } from '@hushroom/wire';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { World, type Person } from './world.ts';

let world: World;
let alice: Person;
/** The types of what alice sent, in order. */
let sent: string[];

beforeEach(async () => {
  world = new World();
  alice = await world.join('alice');
  sent = [];
  alice.toRelay = (frame) => {
    sent.push(decode(requestFrame, frame).request.type);
    return frame;
  };
});
afterEach(() => {
  world.stop();
  expect(world.faults).toEqual([]);
});

const states = (): string[] =>
  alice.events.flatMap(({ event }) => (event.type === 'connection' ? [event.connection.state] : []));

/** Offline for so long that the next attempt is most of a minute away. */
async function longOffline(): Promise<void> {
  alice.reachable = false;
  alice.cut();
  await world.clock.pass(20 * 60_000);
}

it('ends the wait for the next attempt', async () => {
  await longOffline();
  alice.reachable = true;
  const before = world.clock.now();
  await alice.call('connection.retry', {});
  await alice.untilOnline();
  expect(world.clock.now() - before).toBeLessThan(1_000);
});

it('gives up a connection that is dead without knowing it, and makes another', async () => {
  await world.clock.pass(2_000);
  // As after a sleep: nothing arrives any more, and nobody says so.
  let isDead = true;
  alice.toRelay = (frame) => (isDead ? null : frame);
  await alice.call('connection.retry', {});
  const from = states().length;
  await world.clock.until(() => states().slice(from).includes('offline'), 6_000);
  isDead = false;
  await alice.untilOnline();
});

it('leaves a connection that answers as it is', async () => {
  await world.clock.pass(2_000);
  const from = states().length;
  await alice.call('connection.retry', {});
  await world.clock.pass(8_000);
  expect(states().slice(from)).toEqual([]);
  expect(sent).toContain('ping');
});

it('asks the relay no more than once a second, however often it is asked', async () => {
  await world.clock.pass(2_000);
  for (let asked = 0; asked < 100; asked++) await alice.call('connection.retry', {});
  await world.clock.pass(500);
  expect(sent.filter((type) => type === 'ping').length).toBe(1);
  await longOffline();
  const from = states().length;
  for (let asked = 0; asked < 100; asked++) await alice.call('connection.retry', {});
  expect(
    states()
      .slice(from)
      .filter((state) => state === 'connecting').length,
  ).toBeLessThan(3);
});
