// The connection comes back when it can: at once after a sleep or a change of the network, and not as often as somebody asks.
import { decode } from '@hushroom/codec';
import { relayFrame, requestFrame } from '@hushroom/wire';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

describe('a connection that is lost while much is read', () => {
  /** Somebody whom much awaits in a request, which nothing but its log says, and whose first connection breaks over it. */
  async function interrupted(): Promise<{ bob: Person; until: () => Promise<void> }> {
    const bob = await world.join('bob');
    const { id } = await alice.call('room.create', { name: 'tea' });
    await alice.call('room.add', { conversation: id, userName: 'bob' });
    await world.clock.pass(2 * 60_000);
    bob.stop();
    for (let index = 0; index < 80; index++) await alice.sayIn('tea', String(index));
    await world.clock.pass(60_000);
    let isCut = false;
    bob.fromRelay = (bytes) => {
      const frame = decode(relayFrame, bytes);
      const isLong = 'reply' in frame && frame.reply.type === 'logOpen' && frame.reply.entries.length > 40;
      if (isLong && !isCut) {
        isCut = true;
        // Between two turns of what was read.
        queueMicrotask(() => {
          bob.cut();
        });
      }
      return bytes;
    };
    await bob.start();
    return { bob, until: () => world.clock.until(() => isCut) };
  }

  it('is read on with the next one, and nobody is blamed', async () => {
    const { bob, until } = await interrupted();
    await until();
    await world.clock.pass(5_000);
    await bob.untilOnline();
    await alice.sayIn('tea', 'later');
    await world.clock.pass(3 * 60_000);
    const said = (await bob.messages('tea')).filter(({ body }) => body.type === 'text');
    expect(said).toHaveLength(81);
    expect((await bob.find('tea')).notices).toEqual([]);
  });

  it('leaves nothing running that the profile is not open for', async () => {
    const { bob, until } = await interrupted();
    await until();
    await world.clock.pass(60);
    bob.stop();
    // A timer that reads from a closed database would throw here.
    await world.clock.pass(5 * 60_000);
    await bob.start();
    await bob.untilOnline();
    expect((await bob.find('tea')).notices).toEqual([]);
  });
});
