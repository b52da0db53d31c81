// What members do to messages: answer, react, change, take back, pass on; and that nobody can do it to another's.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MessageView } from '@hushroom/ipc';
import { World, type Person } from './world.ts';

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

/** A room of the three, in which alice said one thing that all have. */
async function tea(): Promise<{ alice: Person; bob: Person; carol: Person; said: string }> {
  const { alice, bob, carol } = await world.joinAll('alice', 'bob', 'carol');
  const { id } = await alice.call('room.create', { name: 'tea' });
  for (const { name } of [bob, carol]) {
    await alice.call('room.add', { conversation: id, userName: name });
  }
  const { id: said } = await alice.sayIn('tea', 'tea at five');
  await world.clock.pass(5_000);
  return { alice, bob, carol, said };
}

describe('acts', () => {
  it('show an answer with what it answers, from where it stands and not from who answers', async () => {
    const { alice, bob, carol, said } = await tea();
    const { id: conversation } = await bob.find('tea');
    await bob.call('message.send', { conversation, text: 'with milk', replyTo: said });
    await world.clock.pass(1_000);
    for (const person of [alice, bob, carol]) {
      expect(await newest(person, 'tea')).toMatchObject({
        body: { text: 'with milk' },
        replyTo: { id: said, from: 'alice', line: { type: 'text', text: 'tea at five' } },
        mentionsMe: person === alice,
      });
    }
    expect((await alice.find('tea')).mentions).toBe(1);
    expect((await carol.find('tea')).mentions).toBe(0);
    const elsewhere = await bob.direct('alice');
    const answer = bob.call('message.send', { conversation: elsewhere.id, text: 'here', replyTo: said });
    await expect(answer).rejects.toMatchObject({ code: 'unknown-message' });
  });

  it('mark names that the text really has, and count them for whom they name', async () => {
    const { alice, bob, carol } = await tea();
    const { id: conversation } = await alice.find('tea');
    const text = 'hello @bob and @carol';
    const mentions = [
      { start: 6, userName: 'bob' },
      { start: 0, userName: 'carol' },
      { start: 15, userName: 'carol' },
    ];
    await alice.call('message.send', { conversation, text, mentions });
    await world.clock.pass(1_000);
    expect((await newest(carol, 'tea')).mentions).toEqual([mentions[0], mentions[2]]);
    expect((await bob.find('tea')).mentions).toBe(1);
    const { position } = await newest(bob, 'tea');
    await bob.call('conversation.seen', { conversation, position });
    expect(await bob.find('tea')).toMatchObject({ mentions: 0, unread: 0 });
  });

  it('lead from one that names me to the next, as far as they are unread', async () => {
    const { alice, bob } = await tea();
    const { id: conversation } = await alice.find('tea');
    const next = () => bob.call('conversation.mention', { conversation });
    expect(await next()).toBeNull();
    for (const text of ['@bob one', 'nothing', '@bob two']) {
      await alice.call('message.send', { conversation, text, mentions: [{ start: 0, userName: 'bob' }] });
    }
    await world.clock.pass(1_000);
    for (const text of ['@bob one', '@bob two']) {
      const found = await next();
      expect(found?.body).toEqual({ type: 'text', text });
      await bob.call('conversation.seen', { conversation, position: found?.position ?? 0 });
    }
    expect(await next()).toBeNull();
  });

  it('put reactions and take them back, a handful for each person, and count none as unread', async () => {
    const { alice, bob, carol, said } = await tea();
    const { unread } = await carol.find('tea');
    await bob.call('message.react', { message: said, emoji: '👍', on: true });
    await world.clock.pass(1_000);
    await alice.call('message.react', { message: said, emoji: '👍', on: true });
    await alice.call('message.react', { message: said, emoji: '❤️', on: true });
    await world.clock.pass(1_000);
    expect((await newest(carol, 'tea')).reactions).toEqual([
      { emoji: '👍', from: ['bob', 'alice'], mine: false },
      { emoji: '❤️', from: ['alice'], mine: false },
    ]);
    await alice.call('message.react', { message: said, emoji: '👍', on: false });
    for (const emoji of ['😀', '😁', '😂', '🤣', '😃', '😄', '😅', '😆']) {
      await bob.call('message.react', { message: said, emoji, on: true });
    }
    await world.clock.pass(1_000);
    for (const person of [alice, bob, carol]) {
      const { reactions } = await newest(person, 'tea');
      expect(reactions.filter(({ from }) => from.includes('bob')).length).toBe(6);
      expect(reactions.find(({ emoji }) => emoji === '👍')?.from).toEqual(['bob']);
    }
    expect((await carol.find('tea')).unread).toBe(unread);
  });

  it('change words in their place, at once for oneself and for all when they come', async () => {
    const { alice, bob, carol, said } = await tea();
    alice.cut();
    alice.reachable = false;
    await world.clock.until(() => alice.connection === 'offline');
    const changed = await alice.call('message.edit', { message: said, text: 'tea at six' });
    expect(changed.body).toEqual({ type: 'text', text: 'tea at six' });
    expect((await newest(bob, 'tea')).body).toEqual({ type: 'text', text: 'tea at five' });
    alice.reachable = true;
    await alice.untilOnline();
    await world.clock.pass(60_000);
    for (const person of [alice, bob, carol]) {
      const message = await newest(person, 'tea');
      expect(message).toMatchObject({ id: said, body: { text: 'tea at six' } });
      expect(message.editedAt).not.toBeNull();
    }
    await expect(bob.call('message.edit', { message: said, text: 'never' })).rejects.toMatchObject({
      code: 'not-author',
    });
    await world.clock.pass(24 * 60 * 60_000);
    await expect(alice.call('message.edit', { message: said, text: 'late' })).rejects.toMatchObject({
      code: 'edit-too-late',
    });
  });

  it('take words back everywhere, and for oneself alone', async () => {
    const { alice, bob, carol, said } = await tea();
    await bob.call('message.react', { message: said, emoji: '👍', on: true });
    await alice.call('message.delete', { message: said, forEveryone: true });
    await world.clock.pass(1_000);
    for (const person of [alice, bob, carol]) {
      expect(await newest(person, 'tea')).toMatchObject({ body: { type: 'deleted' }, reactions: [] });
    }
    const react = carol.call('message.react', { message: said, emoji: '👍', on: true });
    await expect(react).rejects.toMatchObject({ code: 'message-gone' });
    expect((await bob.find('tea')).last).toMatchObject({ id: said, line: { type: 'deleted' } });
    await bob.call('message.delete', { message: said, forEveryone: false });
    expect(bob.events.at(-3)?.event).toMatchObject({ type: 'messages-gone', ids: [said] });
    expect((await bob.messages('tea')).some(({ id }) => id === said)).toBe(false);
    expect((await newest(alice, 'tea')).id).toBe(said);
    // What comes after a row that is gone still counts as new.
    const { id: conversation } = await bob.find('tea');
    await bob.call('conversation.seen', { conversation, position: 1_000 });
    await alice.sayIn('tea', 'again');
    await world.clock.pass(1_000);
    expect((await bob.find('tea')).unread).toBe(1);
  });

  it('never send what was deleted before it left', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await alice.say('bob', 'hello');
    await world.clock.pass(5_000);
    alice.cut();
    alice.reachable = false;
    await world.clock.until(() => alice.connection === 'offline');
    await alice.say('bob', 'regretted');
    const { id } = await newest(alice, 'bob');
    await alice.call('message.edit', { message: id, text: 'regretted twice' });
    await alice.call('message.delete', { message: id, forEveryone: true });
    await alice.say('bob', 'kept');
    alice.reachable = true;
    await bob.untilLines('alice', ['alice: hello', 'alice: kept']);
    await alice.untilLines('bob', ['alice: hello', 'alice: kept']);
  });

  it.each([false, true])(
    'take back what was deleted while nobody knew whether it had left, also with a restart between: %s',
    async (restarts) => {
      const { alice, bob } = await world.joinAll('alice', 'bob');
      await alice.say('bob', 'hello');
      await bob.untilLines('alice', ['alice: hello']);
      await alice.untilLines('bob', ['alice: hello']);
      alice.fromRelay = () => null;
      const { id } = await alice.say('bob', 'regretted');
      await world.clock.pass(1_000);
      expect((await newest(alice, 'bob')).state).toBe('queued');
      await alice.call('message.delete', { message: id, forEveryone: false });
      expect(await alice.lines('bob')).toEqual(['alice: hello']);
      alice.fromRelay = (frame) => frame;
      if (restarts) await alice.restart();
      else alice.cut();
      await alice.say('bob', 'kept');
      await bob.untilLines('alice', ['alice: hello', '[deleted]', 'alice: kept']);
      await alice.untilLines('bob', ['alice: hello', 'alice: kept']);
    },
  );

  it('pass a message on, marked, without what was said around it', async () => {
    const { alice, bob, carol, said } = await tea();
    const { id: conversation } = await bob.direct('carol');
    await bob.call('message.react', { message: said, emoji: '👍', on: true });
    await bob.call('message.forward', { message: said, conversations: [conversation] });
    await carol.untilLines('bob', ['bob: tea at five']);
    expect(await newest(carol, 'bob')).toMatchObject({ from: 'bob', forwarded: true, reactions: [] });
    expect((await newest(alice, 'tea')).forwarded).toBe(false);
  });

  it('pass a message on to nobody where one of those chosen cannot be written to', async () => {
    const { bob, carol, said } = await tea();
    const { id: open } = await bob.direct('carol');
    const { id: closed } = await bob.direct('alice');
    await bob.call('person.block', { userName: 'alice' });
    const passed = bob.call('message.forward', { message: said, conversations: [open, closed] });
    await expect(passed).rejects.toMatchObject({ code: 'person-blocked' });
    await bob.say('carol', 'only this');
    await carol.untilLines('bob', ['bob: only this']);
  });

  it('are kept over a restart, with the draft', async () => {
    const { bob, said } = await tea();
    const { id: conversation } = await bob.find('tea');
    await bob.call('message.react', { message: said, emoji: '👍', on: true });
    await bob.call('draft.save', { conversation, text: 'half a th', replyTo: said });
    await world.clock.pass(1_000);
    await bob.restart();
    expect((await newest(bob, 'tea')).reactions).toEqual([{ emoji: '👍', from: ['bob'], mine: true }]);
    expect((await bob.find('tea')).draft).toEqual({ text: 'half a th', replyTo: said });
    await bob.call('draft.save', { conversation, text: '', replyTo: null });
    expect((await bob.find('tea')).draft).toBeNull();
  });
});
