// The engine is stopped at every one of its steps, just before and just after the step is on the disk, and its replies are
// lost. Goal: what was acknowledged is never lost, nothing shows twice, and everyone reads the same.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '@hushroom/client';
import { World, type Person } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
  expect(world.faults).toEqual([]);
});

/** A disk that dies at one transaction: before it is written, or right after. */
class DyingStorage implements Storage {
  readonly #inner: Storage;
  readonly #crash: Crash;

  constructor(inner: Storage, crash: Crash) {
    this.#inner = inner;
    this.#crash = crash;
  }

  transaction<T>(step: Parameters<Storage['transaction']>[0] & ((transaction: never) => T)): T {
    const crash = this.#crash;
    if (crash.happened) throw new Error('crashed');
    let writes = 0;
    const value = this.#inner.transaction((transaction) => {
      const counted = new Proxy(transaction, {
        get: (target, name: keyof typeof transaction) => {
          if (/^(put|delete)/.test(name)) writes++;
          return target[name].bind(target);
        },
      });
      const result = step(counted);
      if (writes > 0 && crash.countdown === 1 && !crash.afterwards) {
        crash.happened = true;
        throw new Error('crashed before the step was written');
      }
      return result as T;
    });
    if (writes > 0 && --crash.countdown === 0) {
      crash.happened = true;
      throw new Error('crashed after the step was written');
    }
    return value;
  }

  close(): void {
    this.#inner.close();
  }
}

interface Crash {
  /** Writing transactions until the crash; 0 or less for never. */
  countdown: number;
  readonly afterwards: boolean;
  happened: boolean;
}

/** Restarts the person with a crash ahead. */
async function arm(person: Person, countdown: number, afterwards: boolean): Promise<Crash> {
  const crash: Crash = { countdown: 0, afterwards, happened: false };
  person.wrapStorage = (storage) => new DyingStorage(storage, crash);
  await person.restart();
  await person.untilOnline();
  crash.countdown = countdown;
  return crash;
}

async function disarm(person: Person): Promise<void> {
  person.wrapStorage = (storage) => storage;
  await person.restart();
  await person.untilOnline();
}

/** Every crash point that the work below passes, and some beyond. */
const POINTS = [1, 2, 3, 4, 5, 6].flatMap((countdown) => [
  { countdown, afterwards: false },
  { countdown, afterwards: true },
]);

/** The same boundaries with half the runs: what follows one step is what precedes the next. */
const BOUNDARIES = POINTS.filter(({ countdown, afterwards }) => afterwards === (countdown % 2 === 0));

describe('a crash', () => {
  it('in the middle of sending or receiving loses nothing and doubles nothing', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await alice.say('bob', 'first');
    await bob.accept('alice');
    await bob.untilLines('alice', ['alice: first']);
    await world.clock.pass(10_000);
    const expected = ['alice: first'];
    for (const who of [alice, bob]) {
      for (const { countdown, afterwards } of POINTS) {
        const crash = await arm(who, countdown, afterwards);
        const text = `${who.name} ${String(countdown)} ${String(afterwards)}`;
        const accepted = await alice.say('bob', text).then(
          () => true,
          () => false,
        );
        await world.clock.pass(6_000);
        // Sending and receiving, each with the receipt that belongs to it, take five steps: none is left out.
        expect(crash.happened).toBe(countdown <= 5);
        await disarm(who);
        await world.clock.pass(2_000);
        const stored = (await alice.lines('bob')).includes(`alice: ${text}`);
        // A call that failed may have been carried out; one that succeeded must have been.
        if (accepted) expect(stored).toBe(true);
        if (stored) expected.push(`alice: ${text}`);
        expect(await alice.lines('bob')).toEqual(expected);
        expect(await bob.lines('alice')).toEqual(expected);
      }
    }
    await bob.say('alice', 'last');
    await alice.untilLines('bob', [...expected, 'bob: last']);
    expect((await alice.find('bob')).notices).toEqual([]);
    expect((await bob.find('alice')).notices).toEqual([]);
  });

  it('in the middle of a change of members leaves a room that goes on', async () => {
    const { alice, bob, carol } = await world.joinAll('alice', 'bob', 'carol');
    for (const { countdown, afterwards } of BOUNDARIES) {
      const { id } = await alice.call('room.create', { name: `r${String(countdown)}${String(afterwards)}` });
      const { title } = await alice.find(`r${String(countdown)}${String(afterwards)}`);
      await alice.call('room.add', { conversation: id, userName: 'carol' });
      for (const change of ['add', 'remove'] as const) {
        await arm(alice, countdown, afterwards);
        const userName = change === 'add' ? 'bob' : 'carol';
        await Promise.race([
          alice.engine!.handle(`room.${change}`, { conversation: id, userName }).catch(() => null),
          world.clock.pass(5_000),
        ]);
        await disarm(alice);
        await world.clock.pass(2_000);
        const isMember = (await alice.call('room.members', { conversation: id })).some(
          (member) => member.userName === userName,
        );
        if (isMember !== (change === 'add'))
          await alice.call(`room.${change}`, { conversation: id, userName });
      }
      await alice.sayIn(title, 'hello');
      await world.clock.pass(2_000);
      await bob.sayIn(title, 'hello alice');
      await world.clock.pass(2_000);
      expect((await bob.lines(title)).slice(-2)).toEqual(['alice: hello', 'bob: hello alice']);
      expect((await alice.lines(title)).slice(-2)).toEqual(['alice: hello', 'bob: hello alice']);
      expect((await carol.find(title)).state).toBe('removed');
      expect((await alice.find(title)).notices).toEqual([]);
    }
  });

  it('while the first message to somebody is on its way still delivers it, once', async () => {
    const { alice } = await world.joinAll('alice');
    for (const { countdown, afterwards } of BOUNDARIES) {
      const name = `bob${String(countdown)}${afterwards ? 'a' : 'b'}`;
      const bob = await world.join(name);
      await arm(alice, countdown, afterwards);
      await alice.say(name, 'hello').catch(() => null);
      await world.clock.pass(2_000);
      await disarm(alice);
      const isStored =
        (await alice.conversations()).some(({ title }) => title === name) &&
        (await alice.lines(name)).length > 0;
      if (!isStored) await alice.say(name, 'hello');
      await bob.untilLines('alice', ['alice: hello']);
      await bob.say('alice', 'hello alice');
      await alice.untilLines(name, ['alice: hello', `${name}: hello alice`]);
      bob.stop();
    }
  });
});

describe('a lost reply', () => {
  it('makes the engine send the same again, and nothing shows twice', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await alice.say('bob', 'one');
    await bob.untilLines('alice', ['alice: one']);
    // The relay stores the message; nothing of what it answers arrives.
    alice.fromRelay = () => null;
    const { id } = await alice.say('bob', 'two');
    await bob.untilLines('alice', ['alice: one', 'alice: two']);
    alice.cut();
    alice.fromRelay = (frame) => frame;
    expect((await alice.call('message.settled', { message: id })).state).toBe('relayed');
    await world.clock.pass(5_000);
    expect(await alice.lines('bob')).toEqual(['alice: one', 'alice: two']);
    expect(await bob.lines('alice')).toEqual(['alice: one', 'alice: two']);
  });
});

describe('a full disk', () => {
  it('fails the call, and the engine goes on when there is space again', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    let full = false;
    alice.wrapStorage = (storage) => ({
      transaction: (step) =>
        storage.transaction((transaction) => {
          const result = step(transaction);
          if (full) throw Object.assign(new Error('disk full'), { code: 'disk-full' });
          return result;
        }),
      close: () => {
        storage.close();
      },
    });
    await alice.restart();
    await alice.untilOnline();
    const { id } = await alice.direct('bob');
    full = true;
    await expect(alice.call('message.send', { conversation: id, text: 'lost' })).rejects.toMatchObject({
      code: 'disk-full',
    });
    await bob.say('alice', 'while full');
    await world.clock.pass(10_000);
    full = false;
    await alice.untilLines('bob', ['bob: while full']);
  });
});
