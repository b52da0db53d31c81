// Delivery marks tell the truth: queued, at the relay, on devices, on screens; and tell nothing that was switched off.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MessageView } from '@hushroom/ipc';
import { decode } from '@hushroom/codec';
import { requestFrame } from '@hushroom/wire';
import { World, type Person } from './world.ts';

/** Receipts come within this time of what they speak of, and of each other. */
const RECEIPT_MS = 15_000;

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
  expect(world.faults).toEqual([]);
});

async function newest(person: Person, title: string): Promise<MessageView> {
  const message = (await person.messages(title)).at(-1);
  if (message === undefined) throw new Error(`${person.name} has no messages with ${title}`);
  return message;
}

async function seeAll(person: Person, title: string): Promise<void> {
  const { id: conversation } = await person.find(title);
  const { position } = await newest(person, title);
  await person.call('conversation.seen', { conversation, position });
}

describe('delivery', () => {
  it('goes from queued over the relay and the device to the screen', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await bob.say('alice', 'hello');
    await alice.accept('bob');
    bob.stop();
    const queued = await alice.say('bob', 'are you there?');
    expect(queued).toMatchObject({ state: 'queued', delivery: null });
    await world.clock.pass(RECEIPT_MS);
    expect(await newest(alice, 'bob')).toMatchObject({
      state: 'relayed',
      delivery: { delivered: 0, read: 0, of: 1 },
    });
    await bob.start();
    await world.clock.pass(RECEIPT_MS);
    expect(await newest(alice, 'bob')).toMatchObject({
      state: 'delivered',
      delivery: { delivered: 1, read: 0 },
    });
    await seeAll(bob, 'alice');
    await world.clock.pass(RECEIPT_MS);
    const read = await newest(alice, 'bob');
    expect(read).toMatchObject({ state: 'read', delivery: { delivered: 1, read: 1, of: 1 } });
    const shown = alice.events.findLast(
      ({ event }) => event.type === 'message' && event.message.id === read.id,
    );
    expect(shown?.event).toMatchObject({ message: { state: 'read' } });
  });

  it('counts members, names them with times, and leaves out who came later', async () => {
    const { alice, bob, carol, dave } = await world.joinAll('alice', 'bob', 'carol', 'dave');
    const { id } = await alice.call('room.create', { name: 'tea' });
    for (const userName of ['bob', 'carol']) {
      await alice.call('room.add', { conversation: id, userName });
    }
    await bob.accept('tea');
    await carol.accept('tea');
    await world.clock.pass(RECEIPT_MS);
    carol.stop();
    const { id: message } = await alice.sayIn('tea', 'tea at five');
    await world.clock.pass(RECEIPT_MS);
    await alice.call('room.add', { conversation: id, userName: 'dave' });
    await dave.accept('tea');
    await dave.sayIn('tea', 'hello all');
    await world.clock.pass(1_000);
    await seeAll(bob, 'tea');
    await world.clock.pass(RECEIPT_MS);
    const [said] = (await alice.messages('tea')).filter((each) => each.id === message);
    expect(said).toMatchObject({ state: 'relayed', delivery: { delivered: 1, read: 1, of: 2 } });
    const { members, everyoneTells } = await alice.call('message.info', { message });
    expect(everyoneTells).toBe(true);
    const time = expect.any(Number) as unknown;
    expect(members).toEqual([
      { userName: 'bob', delivered: true, deliveredAt: time, read: true, readAt: time },
      { userName: 'carol', delivered: false, deliveredAt: null, read: false, readAt: null },
    ]);
  });

  it('of reading is neither sent nor shown while receipts are off', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await bob.call('settings.change', { readReceipts: false });
    await alice.say('bob', 'one');
    await bob.untilLines('alice', ['alice: one']);
    await seeAll(bob, 'alice');
    await bob.say('alice', 'two');
    await alice.untilLines('bob', ['alice: one', 'bob: two']);
    await seeAll(alice, 'bob');
    await world.clock.pass(RECEIPT_MS);
    expect((await alice.messages('bob'))[0]).toMatchObject({ state: 'delivered', delivery: { read: 0 } });
    // Bob was told, and does not show it as long as he tells nothing himself.
    expect(await newest(bob, 'alice')).toMatchObject({ state: 'delivered', delivery: { read: 0 } });
    await bob.call('settings.change', { readReceipts: true });
    expect(await newest(bob, 'alice')).toMatchObject({ state: 'read' });
    // What was on screen while they were off stays unsaid.
    await world.clock.pass(RECEIPT_MS);
    expect((await alice.messages('bob'))[0]).toMatchObject({ state: 'delivered' });
  });

  it('speaks of many messages in few entries, and of its own not at all', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await alice.say('bob', 'first');
    await bob.accept('alice');
    await world.clock.pass(2 * RECEIPT_MS);
    expect(await newest(alice, 'bob')).toMatchObject({ state: 'delivered' });
    let appended = 0;
    for (const person of [alice, bob]) {
      person.toRelay = (frame) => {
        if (decode(requestFrame, frame).request.type === 'log.append') appended += 1;
        return frame;
      };
    }
    for (let count = 0; count < 20; count++) await alice.say('bob', `number ${count}`);
    await world.clock.pass(1_000);
    await seeAll(bob, 'alice');
    await world.clock.pass(60 * 60_000);
    expect(await newest(alice, 'bob')).toMatchObject({ state: 'read' });
    // Twenty messages, a handful of receipts, and the renewal of both leaves.
    expect(appended).toBeLessThanOrEqual(20 + 8);
    const before = appended;
    await world.clock.pass(60 * 60_000);
    expect(appended).toBe(before);
  });

  it('tells strangers nothing before they are accepted', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await alice.say('bob', 'one');
    await bob.untilLines('alice', ['alice: one']);
    await seeAll(bob, 'alice');
    await world.clock.pass(RECEIPT_MS);
    expect(await newest(alice, 'bob')).toMatchObject({ state: 'relayed' });
    await bob.accept('alice');
    await world.clock.pass(RECEIPT_MS);
    expect(await newest(alice, 'bob')).toMatchObject({ state: 'read' });
  });

  it('is told after a restart if it was not told before', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await alice.say('bob', 'one');
    await bob.accept('alice');
    await seeAll(bob, 'alice');
    await bob.restart();
    await world.clock.pass(RECEIPT_MS);
    expect(await newest(alice, 'bob')).toMatchObject({ state: 'read' });
  });
});
