// Two people and a relay: what they write arrives once and in order, whatever stops in between.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { World } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
  expect(world.faults).toEqual([]);
});

describe('direct messages', () => {
  it('go both ways, in order', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    const sent = await alice.say('bob', 'one');
    expect(sent.state).toBe('queued');
    expect((await alice.call('message.settled', { message: sent.id })).state).toBe('relayed');
    await bob.untilLines('alice', ['alice: one']);
    await bob.say('alice', 'two');
    await alice.say('bob', 'three');
    await alice.untilLines('bob', ['alice: one', 'bob: two', 'alice: three']);
    await bob.untilLines('alice', ['alice: one', 'bob: two', 'alice: three']);
  });
});
