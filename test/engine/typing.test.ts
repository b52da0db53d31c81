// Typing: seen by the members and by nobody else, switched off on either side, and not to be forged, kept back or replayed.
import { decode, encode } from '@hushroom/codec';
import { relayFrame, requestFrame } from '@hushroom/wire';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { World, type Person } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
  expect(world.faults).toEqual([]);
});

/** Alice and bob, who have talked. */
async function friends(): Promise<{ alice: Person; bob: Person; conversation: string }> {
  const { alice, bob } = await world.joinAll('alice', 'bob');
  await alice.say('bob', 'hello');
  await bob.accept('alice');
  await world.clock.pass(10_000);
  return { alice, bob, conversation: (await alice.find('bob')).id };
}

/** What a person was shown: who types, and for how long still, or that they no longer do. */
function shown(person: Person): (readonly [string, boolean])[] {
  return person.events.flatMap(({ event }) =>
    event.type === 'typing' ? [[event.userName, event.until > 0] as const] : [],
  );
}

it('is shown while it goes on, and over with the message', async () => {
  const { alice, bob, conversation } = await friends();
  for (let key = 0; key < 20; key++) {
    await alice.call('typing.tell', { conversation, isTyping: true });
    await world.clock.pass(500);
  }
  expect(shown(bob).length).toBe(3);
  await alice.say('bob', 'this is what I typed');
  await world.clock.pass(1_000);
  expect(shown(bob).at(-1)).toEqual(['alice', false]);
  await alice.call('typing.tell', { conversation, isTyping: true });
  await alice.call('typing.tell', { conversation, isTyping: false });
  await world.clock.pass(1_000);
  expect(shown(bob).slice(-2)).toEqual([
    ['alice', true],
    ['alice', false],
  ]);
  expect(shown(alice)).toEqual([]);
});

it('is of one size, and says nothing to the relay', async () => {
  const { alice, bob, conversation } = await friends();
  const sizes = new Set<number>();
  alice.toRelay = (frame) => {
    const { request } = decode(requestFrame, frame);
    if (request.type === 'log.publish') sizes.add(request.payload.length);
    return frame;
  };
  await alice.call('typing.tell', { conversation, isTyping: true });
  await alice.call('typing.tell', { conversation, isTyping: false });
  await world.clock.pass(1_000);
  expect(shown(bob).length).toBe(2);
  expect([...sizes]).toEqual([105]);
});

it('is neither told nor shown where it is switched off, and not told to strangers', async () => {
  const { alice, bob, conversation } = await friends();
  await bob.call('settings.change', { typing: false });
  await alice.call('typing.tell', { conversation, isTyping: true });
  await bob.call('typing.tell', { conversation: (await bob.find('alice')).id, isTyping: true });
  await world.clock.pass(1_000);
  expect([...shown(alice), ...shown(bob)]).toEqual([]);
  const carol = await world.join('carol');
  await carol.say('alice', 'you do not know me');
  await world.clock.pass(5_000);
  await alice.call('typing.tell', { conversation: (await alice.find('carol')).id, isTyping: true });
  await world.clock.pass(1_000);
  expect(shown(carol)).toEqual([]);
});

it('cannot be replayed, kept back or made up by the relay', async () => {
  const { alice, bob, conversation } = await friends();
  const caught: Uint8Array[] = [];
  bob.fromRelay = (frame) => {
    const message = decode(relayFrame, frame);
    if ('push' in message && message.push.type === 'ephemeral') caught.push(frame);
    return frame;
  };
  await alice.call('typing.tell', { conversation, isTyping: true });
  await world.clock.pass(1_000);
  const [frame] = caught;
  if (frame === undefined) throw new Error('nothing was passed on');
  expect(shown(bob).length).toBe(1);
  bob.deliver(frame);
  const message = decode(relayFrame, frame);
  if (!('push' in message) || message.push.type !== 'ephemeral') throw new Error('not ephemeral');
  for (const at of [0, 20, message.push.payload.length - 1]) {
    const payload = message.push.payload.slice();
    payload[at] = (payload[at] ?? 0) ^ 1;
    bob.deliver(encode(relayFrame, { id: 0, push: { ...message.push, payload } }));
  }
  bob.deliver(encode(relayFrame, { id: 0, push: { ...message.push, payload: new Uint8Array(3) } }));
  expect(shown(bob).length).toBe(1);
  // A restarted engine has forgotten what it saw: age tells it.
  await bob.restart();
  await bob.untilOnline();
  await world.clock.pass(2 * 60_000);
  bob.deliver(frame);
  expect(shown(bob).length).toBe(1);
  expect(bob.connection).toBe('online');
});
