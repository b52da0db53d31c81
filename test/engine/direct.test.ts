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

  it('cannot be sent to a deleted account, which everybody sees as gone, now and after a restart', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob', 'carol');
    const bobs = async () => {
      const { people } = (await alice.call('subscribe', {})).snapshot;
      return people.find(({ userName }) => userName === 'bob');
    };
    expect(await bobs()).toMatchObject({ online: true, unreachable: null });
    await bob.deleteAccount();
    await world.clock.pass(1000);
    expect(await bobs()).toMatchObject({ online: false, unreachable: 'account-deleted' });
    await alice.restart();
    expect(await bobs()).toMatchObject({ online: false, unreachable: 'account-deleted' });
    await expect(alice.say('bob', 'are you there?')).rejects.toMatchObject({ code: 'account-deleted' });
  });

  it('are there after both restarted, and go on', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await alice.say('bob', 'one');
    await bob.untilLines('alice', ['alice: one']);
    await alice.restart();
    await bob.restart();
    expect(await bob.lines('alice')).toEqual(['alice: one']);
    await bob.say('alice', 'two');
    await alice.untilLines('bob', ['alice: one', 'bob: two']);
    await alice.say('bob', 'three');
    await bob.untilLines('alice', ['alice: one', 'bob: two', 'alice: three']);
  });

  it('written while off line wait, and go out when there is a connection', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    alice.reachable = false;
    alice.cut();
    const sent = await alice.say('bob', 'one');
    await alice.say('bob', 'two');
    await world.clock.pass(5 * 60_000);
    expect(
      (await alice.call('conversation.page', { conversation: sent.conversation, before: null, limit: 9 }))
        .messages[0]?.state,
    ).toBe('queued');
    await alice.restart();
    expect(await alice.lines('bob')).toEqual(['alice: one', 'alice: two']);
    alice.reachable = true;
    await bob.untilLines('alice', ['alice: one', 'alice: two']);
  });

  it('reach somebody who is away, once they come back', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    bob.stop();
    const sent = await alice.say('bob', 'one');
    await alice.call('message.settled', { message: sent.id });
    alice.stop();
    await bob.start();
    await bob.untilOnline();
    // Whoever sees that the engine is on line sees what waited.
    expect(await bob.lines('alice')).toEqual(['alice: one']);
    expect((await bob.find('alice')).unread).toBe(1);
  });

  it('begun by both at the same moment stay readable, and both go on in one room', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    const fromAlice = await alice.direct('bob');
    const fromBob = await bob.direct('alice');
    await Promise.all([
      alice.engine!.handle('message.send', { conversation: fromAlice.id, text: 'a1' }),
      bob.engine!.handle('message.send', { conversation: fromBob.id, text: 'b1' }),
    ]);
    await world.clock.pass(10_000);
    expect([...(await alice.lines('bob'))].sort()).toEqual(['alice: a1', 'bob: b1']);
    expect([...(await bob.lines('alice'))].sort()).toEqual(['alice: a1', 'bob: b1']);
    await alice.say('bob', 'a2');
    await world.clock.pass(1_000);
    await bob.say('alice', 'b2');
    await world.clock.pass(1_000);
    expect((await alice.lines('bob')).slice(-2)).toEqual(['alice: a2', 'bob: b2']);
    expect((await bob.lines('alice')).slice(-2)).toEqual(['alice: a2', 'bob: b2']);
    expect((await alice.conversations()).length).toBe(1);
    expect((await bob.conversations()).length).toBe(1);
  });

  it('are unread until they are seen, and printed once', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await alice.say('bob', 'one');
    await alice.say('bob', 'two');
    await bob.untilLines('alice', ['alice: one', 'alice: two']);
    const conversation = await bob.find('alice');
    expect(conversation.unread).toBe(2);
    expect(conversation.last).toMatchObject({
      from: 'alice',
      mine: false,
      line: { type: 'text', text: 'two' },
    });
    const [first] = await bob.messages('alice');
    await bob.call('conversation.seen', { conversation: conversation.id, position: first!.position });
    expect((await bob.find('alice')).unread).toBe(1);
    const take = async (): Promise<unknown[]> =>
      (await bob.call('printed.take', { conversation: null, limit: 10 })).map(({ body }) => body);
    expect(await take()).toEqual([
      { type: 'text', text: 'one' },
      { type: 'text', text: 'two' },
    ]);
    expect(await take()).toEqual([]);
    await alice.say('bob', 'three');
    await bob.untilLines('alice', ['alice: one', 'alice: two', 'alice: three']);
    expect(await take()).toEqual([{ type: 'text', text: 'three' }]);
  });

  it('can be counted as unread again, which others do not notice', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await alice.say('bob', 'one');
    await alice.say('bob', 'two');
    await bob.untilLines('alice', ['alice: one', 'alice: two']);
    await bob.say('alice', 'three');
    const { id } = await bob.find('alice');
    const see = () => bob.call('conversation.seen', { conversation: id, position: 1_000 });
    await see();
    await world.clock.pass(60_000);
    const isRead = async (): Promise<boolean> =>
      (await alice.messages('bob')).some(({ body, state }) => body.type === 'text' && state === 'read');
    expect(await isRead()).toBe(true);
    await bob.call('conversation.unsee', { conversation: id });
    expect((await bob.find('alice')).unread).toBe(1);
    await world.clock.pass(60_000);
    expect(await isRead()).toBe(true);
    await see();
    expect((await bob.find('alice')).unread).toBe(0);
  });

  it('that are too long are refused, and what is to nobody as well', async () => {
    const { alice } = await world.joinAll('alice', 'bob');
    const { id } = await alice.direct('bob');
    const long = alice.call('message.send', { conversation: id, text: 'ä'.repeat(8193) });
    await expect(long).rejects.toMatchObject({ code: 'message-too-long', detail: '16384' });
    await expect(alice.direct('nobody')).rejects.toMatchObject({ code: 'unknown-person' });
    await expect(alice.direct('alice')).rejects.toMatchObject({ code: 'unknown-person' });
    expect(await alice.lines('bob')).toEqual([]);
  });
});
