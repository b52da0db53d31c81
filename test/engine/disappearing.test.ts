// Messages that disappear: their time runs from when they were on screen, over restarts, on every side and at the relay.
import { decode } from '@hushroom/codec';
import { requestFrame } from '@hushroom/wire';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { World, type Person } from './world.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
  expect(world.faults).toEqual([]);
});

async function see(person: Person, title: string): Promise<void> {
  const { id: conversation } = await person.find(title);
  const position = (await person.messages(title)).at(-1)?.position ?? 0;
  await person.call('conversation.seen', { conversation, position });
}

/** Two who talk, whose messages disappear an hour after they were seen. */
async function hourly(): Promise<{ alice: Person; bob: Person; conversation: string }> {
  const { alice, bob } = await world.joinAll('alice', 'bob');
  await alice.say('bob', 'this stays');
  await bob.accept('alice');
  await see(bob, 'alice');
  const { id: conversation } = await alice.find('bob');
  await alice.call('room.settings', { conversation, disappearAfterSeconds: 3600 });
  await world.clock.pass(5_000);
  return { alice, bob, conversation };
}

async function texts(person: Person, title: string): Promise<readonly string[]> {
  return (await person.messages(title)).flatMap(({ body }) => (body.type === 'text' ? [body.text] : []));
}

describe('disappearing messages', () => {
  it('can be so from the first one on, also chosen without a connection', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    alice.reachable = false;
    const { id: conversation } = await alice.call('conversation.open', { userName: 'bob' });
    await alice.call('room.settings', { conversation, disappearAfterSeconds: 3600 });
    expect((await alice.find('bob')).disappearAfterSeconds).toBe(3600);
    await alice.restart();
    await alice.say('bob', 'this goes');
    alice.reachable = true;
    await bob.untilLines('alice', ['alice: this goes']);
    expect((await bob.find('alice')).disappearAfterSeconds).toBe(3600);
    await see(bob, 'alice');
    await world.clock.pass(HOUR_MS + 5_000);
    expect(await texts(alice, 'bob')).toEqual([]);
    expect(await texts(bob, 'alice')).toEqual([]);
    await bob.say('alice', 'as this does');
    const answer = (await bob.messages('alice')).find(({ body }) => body.type === 'text');
    expect(answer?.disappearAfterSeconds).toBe(3600);
  });

  it('go from both sides, each when its time is over there', async () => {
    const { alice, bob } = await hourly();
    await alice.say('bob', 'this goes');
    await world.clock.pass(HOUR_MS / 2);
    const [, unseen] = (await bob.messages('alice')).filter(({ body }) => body.type === 'text');
    expect(unseen).toMatchObject({ disappearAfterSeconds: 3600, expiresAt: null });
    await see(bob, 'alice');
    const [, seen] = (await bob.messages('alice')).filter(({ body }) => body.type === 'text');
    expect(seen?.expiresAt).toBe(world.clock.now() + HOUR_MS);
    await world.clock.pass(HOUR_MS / 2 + 5_000);
    expect(await texts(alice, 'bob')).toEqual(['this stays']);
    expect(await texts(bob, 'alice')).toEqual(['this stays', 'this goes']);
    await world.clock.pass(HOUR_MS / 2);
    expect(await texts(bob, 'alice')).toEqual(['this stays']);
    expect(bob.events.some(({ event }) => event.type === 'messages-gone')).toBe(true);
    // What was its text is nowhere on either disk.
    for (const { disk } of [alice, bob]) {
      const kept = JSON.stringify([...disk.rows.values()].map(({ row }) => row.text));
      expect(kept).toContain('this stays');
      expect(kept).not.toContain('this goes');
    }
  });

  it('go while no engine ran, as soon as one does', async () => {
    const { alice, bob } = await hourly();
    await alice.say('bob', 'this goes');
    await world.clock.pass(5_000);
    await see(bob, 'alice');
    bob.stop();
    await world.clock.pass(2 * HOUR_MS);
    bob.reachable = false;
    await bob.start();
    expect(await texts(bob, 'alice')).toEqual(['this stays']);
  });

  it('that nobody looks at wait for a week, and no longer', async () => {
    const { alice, bob } = await hourly();
    await alice.say('bob', 'this waits');
    await world.clock.pass(6 * DAY_MS);
    expect(await texts(bob, 'alice')).toEqual(['this stays', 'this waits']);
    await world.clock.pass(DAY_MS + 5_000);
    expect(await texts(bob, 'alice')).toEqual(['this stays']);
  });

  it('are dropped by the relay, and told from those that stay', async () => {
    const { alice, bob } = await hourly();
    bob.stop();
    await alice.say('bob', 'this goes');
    await world.clock.pass(HOUR_MS + 5_000);
    expect(await texts(alice, 'bob')).toEqual(['this stays']);
    await world.clock.pass(8 * DAY_MS);
    await bob.start();
    await bob.untilOnline();
    await world.clock.pass(5_000);
    const lines = await bob.lines('alice');
    expect(lines[0]).toBe('alice: this stays');
    // It came too late for this one: that something was there is said, and no more.
    expect(lines.at(-1)).toBe('[expired]');
  });

  it('are known as one’s own also where their bytes have expired before that was seen', async () => {
    const { alice, bob, conversation } = await hourly();
    // Alice is killed after the relay has stored what she writes, and before anything came back.
    let isStored = false;
    alice.fromRelay = (frame) => (isStored ? null : frame);
    alice.toRelay = (frame) => {
      isStored ||= decode(requestFrame, frame).request.type === 'log.append';
      return frame;
    };
    await alice.say('bob', 'this goes');
    await world.clock.pass(50);
    alice.stop();
    alice.fromRelay = (frame) => frame;
    alice.toRelay = (frame) => frame;
    await bob.untilLines('alice', ['alice: this stays', '[alice timerChanged 3600]', 'alice: this goes']);
    await world.clock.pass(8 * DAY_MS);
    await alice.start();
    await alice.untilOnline();
    await world.clock.pass(2 * HOUR_MS);
    expect(await texts(alice, 'bob')).toEqual(['this stays']);
    expect(await alice.lines('bob')).not.toContain('[expired]');
    expect((await alice.find('bob')).notices).toEqual([]);
    expect(await alice.call('alarm.explain', { conversation })).toEqual([]);
  });

  it('are neither found nor passed on, and their changes and answers go with them', async () => {
    const { alice, bob, conversation } = await hourly();
    const { id: message } = await alice.say('bob', 'a secret word');
    await alice.call('message.edit', { message, text: 'another secret word' });
    await world.clock.pass(5_000);
    await alice.call('message.send', { conversation, text: 'about that', replyTo: message });
    await world.clock.pass(5_000);
    const found = await bob.call('search.messages', { text: 'secret', limit: 10, hasFile: false });
    expect(found.hits).toEqual([]);
    const forward = bob.call('message.forward', { message, conversations: [(await bob.find('alice')).id] });
    await expect(forward).rejects.toMatchObject({ code: 'not-forwardable' });
    await alice.call('room.settings', { conversation, disappearAfterSeconds: 0 });
    const { id } = await alice.call('message.send', {
      conversation,
      text: 'this stays too',
      replyTo: message,
    });
    await world.clock.pass(2 * HOUR_MS);
    expect(await texts(alice, 'bob')).toEqual(['this stays', 'this stays too']);
    const answer = (await alice.messages('bob')).find((each) => each.id === id);
    expect(answer?.replyTo).toEqual({ id: message, from: null, line: null });
  });

  it('of a room follow its setting as it is when they are written', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    const { id: conversation } = await alice.call('room.create', { name: 'tea' });
    await alice.call('room.add', { conversation, userName: 'bob' });
    await bob.accept('tea');
    await alice.sayIn('tea', 'before');
    await alice.call('room.settings', { conversation, disappearAfterSeconds: 60 });
    await world.clock.pass(1_000);
    await bob.sayIn('tea', 'after');
    await world.clock.pass(1_000);
    await see(alice, 'tea');
    await world.clock.pass(2 * 60_000);
    for (const person of [alice, bob]) expect(await texts(person, 'tea')).toEqual(['before']);
  });
});
