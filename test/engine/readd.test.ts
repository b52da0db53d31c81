// Somebody who cannot read on is added again by whoever is there, reads on, and nothing shows twice.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decode, encode } from '@hushroom/codec';
import { relayFrame, requestFrame, type DeliveredEntry } from '@hushroom/wire';
import { World, type Person } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
  expect(world.faults).toEqual([]);
});

interface Three {
  readonly alice: Person;
  readonly bob: Person;
  readonly carol: Person;
}

/** A room of alice, who is its admin, bob and carol. */
async function three(): Promise<Three> {
  const people = await world.joinAll('alice', 'bob', 'carol');
  const { alice, bob, carol } = people;
  const { id } = await alice.call('room.create', { name: 'tea' });
  for (const { name } of [bob, carol]) {
    await alice.call('room.add', { conversation: id, userName: name });
  }
  for (const member of [bob, carol]) await member.accept('tea');
  await world.clock.pass(2 * 60_000);
  await alice.sayIn('tea', 'before');
  await carol.untilLines('tea', [...CAROL_JOINED, 'alice: before']);
  await world.clock.pass(10_000);
  return people;
}

const CAROL_JOINED = ['[alice added carol]'];
const BOB_JOINED = ['[alice added bob]'];

/** Takes the room's group off a stopped person's disk, or spoils it. */
function damage({ disk }: Person, spoil: 'lost' | 'spoilt'): void {
  const records = disk.records.get('group') ?? new Map<string, Uint8Array>();
  for (const [key, value] of records) {
    if (spoil === 'lost') records.delete(key);
    else
      records.set(
        key,
        value.map((byte) => byte ^ 0x55),
      );
  }
}

async function askAgain(person: Person): Promise<void> {
  await person.call('conversation.askAgain', { conversation: (await person.find('tea')).id });
}

describe('a device whose keys of a room are gone', () => {
  it.each(['lost', 'spoilt'] as const)('(%s) asks by itself, and a member lets it in again', async (how) => {
    const { alice, bob, carol } = await three();
    carol.stop();
    damage(carol, how);
    await alice.sayIn('tea', 'unread by carol');
    await world.clock.pass(1_000);
    // Whoever is there can do it, not only an admin.
    alice.stop();
    await carol.start();
    await carol.untilOnline();
    await carol.untilLines('tea', [...CAROL_JOINED, 'alice: before', '[bob readded carol]']);
    await bob.sayIn('tea', 'read by all');
    await carol.sayIn('tea', 'here again');
    const after = ['[bob readded carol]', 'bob: read by all', 'carol: here again'];
    await carol.untilLines('tea', [...CAROL_JOINED, 'alice: before', ...after]);
    await alice.start();
    await alice.untilLines('tea', [
      '[alice created]',
      '[alice added bob]',
      '[alice added carol]',
      'alice: before',
      'alice: unread by carol',
      ...after,
    ]);
    for (const person of [alice, bob, carol]) {
      expect(await person.find('tea')).toMatchObject({ state: 'active', notices: [] });
    }
    // The room can still be changed, and its access token ended.
    await alice.untilOnline();
    await alice.call('room.remove', { conversation: (await alice.find('tea')).id, userName: 'bob' });
    await alice.sayIn('tea', 'without bob');
    await world.clock.pass(5_000);
    expect((await carol.lines('tea')).at(-1)).toBe('alice: without bob');
  });

  it('asks no more once the conversation is deleted, and is let in by nobody who was asked before', async () => {
    const { alice, bob, carol } = await three();
    for (const person of [alice, bob, carol]) person.stop();
    damage(carol, 'spoilt');
    await carol.start();
    await carol.untilOnline();
    await world.clock.pass(10_000);
    expect((await carol.find('tea')).state).toBe('stuck');
    await carol.call('conversation.drop', { conversation: (await carol.find('tea')).id });
    await carol.restart();
    for (const person of [alice, bob]) await person.start();
    for (const person of [alice, bob, carol]) await person.untilOnline();
    await world.clock.pass(3 * 24 * 60 * 60_000);
    expect(await carol.conversations()).toEqual([]);
    // Whoever is invited anew is there again.
    await alice.call('room.remove', { conversation: (await alice.find('tea')).id, userName: 'carol' });
    await alice.call('room.add', { conversation: (await alice.find('tea')).id, userName: 'carol' });
    await carol.untilLines('tea', CAROL_JOINED);
  });

  it('is let in by the other of two people as well', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await alice.say('bob', 'hello');
    await bob.accept('alice');
    await bob.say('alice', 'hello alice');
    await alice.untilLines('bob', ['alice: hello', 'bob: hello alice']);
    bob.stop();
    damage(bob, 'lost');
    await bob.start();
    await bob.untilOnline();
    await bob.untilLines('alice', ['alice: hello', 'bob: hello alice', '[alice readded bob]']);
    await alice.say('bob', 'again');
    await bob.untilLines('alice', [
      'alice: hello',
      'bob: hello alice',
      '[alice readded bob]',
      'alice: again',
    ]);
  });
});

describe('a room that stops while its log is followed', () => {
  /** Shows somebody the next commit as one whose bytes have expired, pushed or read. */
  function stop(person: Person): void {
    let isDone = false;
    const without = (entry: DeliveredEntry): DeliveredEntry => {
      if (isDone || entry.kind !== 'commit') return entry;
      isDone = true;
      return { ...entry, payload: null };
    };
    person.fromRelay = (bytes) => {
      const frame = decode(relayFrame, bytes);
      if ('push' in frame && frame.push.type === 'entry') {
        const push = { ...frame.push, entry: without(frame.push.entry) };
        return encode(relayFrame, { ...frame, push });
      }
      return bytes;
    };
  }

  it('is let in again, reads on, and nobody is blamed for what it no longer follows', async () => {
    const { alice, bob, carol } = await three();
    // Those whom she asks hear of it only later.
    carol.toRelay = (frame) => (decode(requestFrame, frame).request.type === 'inbox.append' ? null : frame);
    stop(carol);
    await alice.call('room.rename', { conversation: (await alice.find('tea')).id, name: 'green tea' });
    await bob.untilLines('green tea', [
      ...BOB_JOINED,
      '[alice added carol]',
      'alice: before',
      '[alice renamed green tea]',
    ]);
    for (let minute = 0; minute < 4; minute++) {
      await bob.sayIn('green tea', `minute ${String(minute)}`);
      await world.clock.pass(60_000);
    }
    const { id, state, notices } = await carol.find('tea');
    expect({ state, notices }).toEqual({ state: 'stuck', notices: [] });
    expect(await carol.call('alarm.explain', { conversation: id })).toEqual([]);
    carol.toRelay = (frame) => frame;
    await carol.restart();
    await carol.untilOnline();
    await world.clock.pass(60_000);
    await bob.sayIn('green tea', 'after');
    await world.clock.pass(5_000);
    expect(await carol.find('green tea')).toMatchObject({ state: 'active', notices: [] });
    expect((await carol.lines('green tea')).at(-1)).toBe('bob: after');
  });
});

describe('a device that asks while it can read', () => {
  it('misses nothing and shows nothing twice, whenever it crashes', async () => {
    const { alice, bob, carol } = await three();
    const expected = [...CAROL_JOINED, 'alice: before'];
    for (const pauseMs of [0, 5, 10, 20, 40, 80, 400, 2_000, 9_000]) {
      carol.events.length = 0;
      // A day apart, so that none is only shown.
      await world.clock.pass(25 * 60 * 60_000);
      await askAgain(carol);
      await alice.sayIn('tea', `while asking ${String(pauseMs)}`);
      await world.clock.pass(pauseMs);
      await carol.restart();
      await carol.untilOnline();
      await world.clock.pass(15_000);
      await bob.sayIn('tea', `after ${String(pauseMs)}`);
      await carol.sayIn('tea', `me too ${String(pauseMs)}`);
      await world.clock.pass(5_000);
      const lines = await carol.lines('tea');
      const said = lines.filter((line) => !line.startsWith('['));
      const wanted = [`alice: while asking`, `bob: after`, `carol: me too`];
      expected.push(...wanted.map((line) => `${line} ${String(pauseMs)}`));
      expect(said).toEqual(expected.filter((line) => !line.startsWith('[')));
      expect(lines.at(-3), String(pauseMs)).toMatch(/^\[(alice|bob) readded carol\]$/);
      expect(await carol.find('tea')).toMatchObject({ state: 'active', notices: [] });
      expect((await bob.lines('tea')).filter((line) => !line.startsWith('[')).slice(-3)).toEqual(
        said.slice(-3),
      );
    }
  });
});

describe('a device that asks twice', () => {
  it('reads on with whichever is served first, and misses nothing', async () => {
    const { alice, bob, carol } = await three();
    alice.stop();
    await world.clock.pass(1_000);
    // Bob serves the first request while the second is made.
    await askAgain(carol);
    const served = async (): Promise<number> =>
      (await bob.lines('tea')).filter((line) => line.includes('readded')).length;
    carol.fromRelay = () => null;
    while ((await served()) === 0) await world.clock.pass(500);
    await bob.sayIn('tea', 'between');
    await askAgain(carol);
    carol.fromRelay = (frame) => frame;
    await carol.restart();
    while ((await served()) === 1) await world.clock.pass(500);
    await bob.sayIn('tea', 'behind');
    await world.clock.pass(5_000);
    expect(await carol.lines('tea')).toEqual([
      ...CAROL_JOINED,
      'alice: before',
      '[bob readded carol]',
      'bob: between',
      '[bob readded carol]',
      'bob: behind',
    ]);
  });
});

describe('a request', () => {
  it('counts once: the same again from the relay is nothing', async () => {
    const { alice, bob, carol } = await three();
    const asked: Uint8Array[] = [];
    carol.toRelay = (frame) => {
      const { request } = decode(requestFrame, frame);
      if (request.type === 'inbox.append') asked.push(request.payload);
      return frame;
    };
    await askAgain(carol);
    await world.clock.pass(15_000);
    const served = (await bob.lines('tea')).filter((line) => line.includes('readded')).length;
    expect(served).toBe(1);
    const payload = asked.at(-1);
    if (payload === undefined) throw new Error('nothing was asked');
    for (const person of [alice, bob]) {
      const item = { seq: 900, kind: 'readd' as const, sender: new Uint8Array(16), payload };
      person.deliver(encode(relayFrame, { id: 0, push: { type: 'inbox', ...item } }));
    }
    await world.clock.pass(60_000);
    expect((await bob.lines('tea')).filter((line) => line.includes('readded')).length).toBe(1);
    expect((await carol.find('tea')).state).toBe('active');
  });

  it('is only shown when three were served that day', async () => {
    const { alice, bob, carol } = await three();
    for (let asked = 0; asked < 5; asked++) {
      await askAgain(carol);
      await world.clock.pass(20_000);
    }
    for (const person of [alice, bob]) {
      const lines = await person.lines('tea');
      expect(lines.filter((line) => line.includes(' readded carol'))).toHaveLength(3);
      expect(lines.filter((line) => line === '[carol readdHeld carol]')).toHaveLength(2);
    }
    expect(await carol.find('tea')).toMatchObject({ state: 'active' });
    await world.clock.pass(25 * 60 * 60_000);
    await askAgain(carol);
    await world.clock.pass(20_000);
    expect((await bob.lines('tea')).filter((line) => line.includes(' readded carol'))).toHaveLength(4);
  });

  it('of somebody blocked is not served', async () => {
    const { alice, bob, carol } = await three();
    for (const person of [alice, bob]) {
      await person.call('person.block', { userName: 'carol' });
    }
    await askAgain(carol);
    await world.clock.pass(60_000);
    expect((await bob.lines('tea')).join()).not.toContain('readd');
  });
});
