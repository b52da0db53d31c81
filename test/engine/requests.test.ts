// Who is not known asks first: goal is that nothing of the one who is asked is seen before they accept or answer, that who
// is blocked is not heard, and that what is dropped is gone.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decode } from '@hushroom/codec';
import { requestFrame } from '@hushroom/wire';
import { World, type Person } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
  expect(world.faults).toEqual([]);
});

/** Counts what somebody puts into logs. */
function countAppends(person: Person): () => number {
  let count = 0;
  person.toRelay = (bytes) => {
    const { type } = decode(requestFrame, bytes).request;
    if (type === 'log.append' || type === 'log.publish' || type === 'inbox.append') count += 1;
    return bytes;
  };
  return () => count;
}

const TEN_MINUTES = 10 * 60_000;

describe('a request', () => {
  it('is what a stranger’s first message makes, shows nothing of who is asked, and ends with an answer', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    const appends = countAppends(bob);
    await alice.say('bob', 'hello');
    await bob.untilLines('alice', ['alice: hello']);
    expect((await bob.find('alice')).request).toEqual({ from: 'alice' });
    expect((await alice.find('bob')).request).toBeNull();
    const { id } = await bob.find('alice');
    await bob.call('conversation.seen', { conversation: id, position: 1 });
    await world.clock.pass(TEN_MINUTES);
    expect(appends()).toBe(0);
    await bob.say('alice', 'who is it?');
    await alice.untilLines('bob', ['alice: hello', 'bob: who is it?']);
    expect((await bob.find('alice')).request).toBeNull();
    await bob.restart();
    expect((await bob.find('alice')).request).toBeNull();
  });

  it('is answered by nothing else that one does in it', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    const appends = countAppends(bob);
    await alice.say('bob', 'hello');
    const { id: tea } = await alice.call('room.create', { name: 'tea' });
    await alice.call('room.add', { conversation: tea, userName: 'bob' });
    await alice.call('room.role', { conversation: tea, userName: 'bob', role: 'admin' });
    await bob.untilLines('alice', ['alice: hello']);
    await expect.poll(async () => (await bob.find('tea')).iAmAdmin).toBe(true);
    for (const title of ['alice', 'tea']) {
      const { id: conversation } = await bob.find(title);
      const settings = bob.call('room.settings', { conversation, disappearAfterSeconds: 300 });
      await expect(settings).rejects.toMatchObject({ code: 'not-accepted' });
      const asking = bob.call('conversation.askAgain', { conversation });
      await expect(asking).rejects.toMatchObject({ code: 'not-accepted' });
    }
    const { id: conversation } = await bob.find('tea');
    const renaming = bob.call('room.rename', { conversation, name: 'seen' });
    await expect(renaming).rejects.toMatchObject({ code: 'not-accepted' });
    await expect(bob.call('room.leave', { conversation })).rejects.toMatchObject({ code: 'not-accepted' });
    await world.clock.pass(TEN_MINUTES);
    expect(appends()).toBe(0);
  });

  it('to a room shows nothing either, until it is accepted', async () => {
    const { alice, bob, carol } = await world.joinAll('alice', 'bob', 'carol');
    const appends = countAppends(bob);
    const { id: conversation } = await alice.call('room.create', { name: 'tea' });
    await alice.call('room.add', { conversation, userName: 'bob' });
    await alice.call('room.add', { conversation, userName: 'carol' });
    await carol.untilLines('tea', ['[alice added carol]']);
    await carol.call('conversation.accept', { conversation: (await carol.find('tea')).id });
    await world.clock.pass(TEN_MINUTES);
    expect((await bob.find('tea')).request).toEqual({ from: 'alice' });
    expect(appends()).toBe(0);
    await bob.call('conversation.accept', { conversation: (await bob.find('tea')).id });
    await world.clock.pass(TEN_MINUTES);
    expect((await bob.find('tea')).request).toBeNull();
    expect(appends()).toBeGreaterThan(0);
  });

  it('is not made by who was written to before, or is verified', async () => {
    const { alice, bob, carol } = await world.joinAll('alice', 'bob', 'carol');
    await alice.say('bob', 'hello');
    await bob.untilLines('alice', ['alice: hello']);
    const { id: tea } = await bob.call('room.create', { name: 'tea' });
    await bob.call('room.add', { conversation: tea, userName: 'alice' });
    await alice.untilLines('tea', ['[bob added alice]']);
    expect((await alice.find('tea')).request).toBeNull();
    const { digits } = await carol.call('person.safety', { userName: 'alice' });
    await carol.call('person.verify', { userName: 'alice', digits });
    await alice.say('carol', 'hello');
    await carol.untilLines('alice', ['alice: hello']);
    expect((await carol.find('alice')).request).toBeNull();
  });

  it('that is deleted is gone, and comes again with the next message', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    const appends = countAppends(bob);
    await alice.say('bob', 'one');
    await bob.untilLines('alice', ['alice: one']);
    await bob.call('conversation.drop', { conversation: (await bob.find('alice')).id });
    expect(await bob.conversations()).toEqual([]);
    await bob.restart();
    await bob.untilOnline();
    expect(await bob.conversations()).toEqual([]);
    await alice.say('bob', 'two');
    await bob.untilLines('alice', ['alice: two']);
    expect((await bob.find('alice')).request).toEqual({ from: 'alice' });
    expect(appends()).toBe(0);
    await bob.say('alice', 'three');
    await alice.untilLines('bob', ['alice: one', 'alice: two', 'bob: three']);
  });

  it('to a room that is deleted is gone for good, and says nothing', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    const appends = countAppends(bob);
    const { id: conversation } = await alice.call('room.create', { name: 'tea' });
    await alice.call('room.add', { conversation, userName: 'bob' });
    await bob.untilLines('tea', ['[alice added bob]']);
    await bob.call('conversation.drop', { conversation: (await bob.find('tea')).id });
    await alice.sayIn('tea', 'anyone?');
    await bob.restart();
    await bob.untilOnline();
    await world.clock.pass(TEN_MINUTES);
    expect(await bob.conversations()).toEqual([]);
    expect(appends()).toBe(0);
    await alice.call('room.remove', { conversation, userName: 'bob' });
    await alice.call('room.add', { conversation, userName: 'bob' });
    await bob.untilLines('tea', ['[alice added bob]']);
  });
});

describe('who is blocked', () => {
  it('is not heard, cannot be written to, and is heard again once that ends', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await bob.call('person.block', { userName: 'alice' });
    await alice.say('bob', 'unheard');
    const { id } = await alice.call('room.create', { name: 'tea' });
    await alice.call('room.add', { conversation: id, userName: 'bob' });
    await world.clock.pass(TEN_MINUTES);
    await bob.restart();
    await bob.untilOnline();
    expect(await bob.conversations()).toEqual([]);
    await expect(bob.say('alice', 'no')).rejects.toMatchObject({ code: 'person-blocked' });
    await bob.call('person.unblock', { userName: 'alice' });
    await alice.say('bob', 'heard');
    await bob.untilLines('alice', ['alice: heard']);
    await bob.say('alice', 'yes');
    await alice.untilLines('bob', ['alice: unheard', 'alice: heard', 'bob: yes']);
  });

  it('is in rooms as before, and does not count as unread', async () => {
    const { alice, bob, carol } = await world.joinAll('alice', 'bob', 'carol');
    const { id: conversation } = await alice.call('room.create', { name: 'tea' });
    for (const userName of ['bob', 'carol']) await alice.call('room.add', { conversation, userName });
    await carol.untilLines('tea', ['[alice added carol]']);
    await bob.call('person.block', { userName: 'carol' });
    await carol.sayIn('tea', 'collapsed');
    await world.clock.pass(1_000);
    await alice.sayIn('tea', 'shown');
    await bob.untilLines('tea', [
      '[alice added bob]',
      '[alice added carol]',
      'carol: collapsed',
      'alice: shown',
    ]);
    expect((await bob.find('tea')).unread).toBe(1);
    const { people } = (await bob.call('subscribe', {})).snapshot;
    expect(people.filter(({ blocked }) => blocked).map(({ userName }) => userName)).toEqual(['carol']);
  });
});

describe('a nickname', () => {
  it('is kept here, and known to nobody else', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    const view = await alice.call('person.nickname', { userName: 'bob', nickname: 'Bobby' });
    expect(view).toMatchObject({ userName: 'bob', nickname: 'Bobby' });
    await alice.restart();
    const { people } = (await alice.call('subscribe', {})).snapshot;
    expect(people.find(({ userName }) => userName === 'bob')?.nickname).toBe('Bobby');
    expect((await bob.call('subscribe', {})).snapshot.people.every(({ nickname }) => nickname === '')).toBe(
      true,
    );
    const own = alice.call('person.nickname', { userName: 'alice', nickname: 'me' });
    await expect(own).rejects.toMatchObject({ code: 'unknown-person' });
  });
});

describe('a conversation that is dropped', () => {
  it('does not come back for what is done to messages that went with it, and keeps nothing of that', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    const gone = await alice.say('bob', 'one');
    const { id: message } = await alice.say('bob', 'two');
    await bob.untilLines('alice', ['alice: one', 'alice: two']);
    const { id: answer } = await bob.say('alice', 'three');
    await alice.untilLines('bob', ['alice: one', 'alice: two', 'bob: three']);
    await bob.call('message.delete', { message: gone.id, forEveryone: false });
    await alice.call('message.edit', { message: gone.id, text: 'the same in other words' });
    await world.clock.pass(1_000);
    await bob.call('conversation.drop', { conversation: (await bob.find('alice')).id });
    await alice.call('message.react', { message: answer, emoji: '👍', on: true });
    await alice.call('message.edit', { message, text: 'two and a half' });
    await alice.call('message.delete', { message, forEveryone: true });
    await world.clock.pass(TEN_MINUTES);
    expect(await bob.conversations()).toEqual([]);
    expect([...(bob.disk.records.get('act-waiting')?.values() ?? [])]).toEqual([]);
    await alice.say('bob', 'four');
    await bob.untilLines('alice', ['alice: four']);
    expect((await bob.find('alice')).request).toEqual({ from: 'alice' });
  });

  it('is left before, where it is a room with others', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    const { id: conversation } = await alice.call('room.create', { name: 'tea' });
    await alice.call('room.add', { conversation, userName: 'bob' });
    await bob.untilLines('tea', ['[alice added bob]']);
    const asBob = (await bob.find('tea')).id;
    await bob.call('conversation.accept', { conversation: asBob });
    await world.clock.pass(1_000);
    const refused = alice.call('conversation.drop', { conversation });
    await expect(refused).rejects.toMatchObject({ code: 'last-admin' });
    await bob.call('conversation.drop', { conversation: asBob });
    expect(await bob.conversations()).toEqual([]);
    await world.clock.pass(60_000);
    expect((await alice.lines('tea')).at(-1)).toBe('[alice left bob]');
    expect(await bob.conversations()).toEqual([]);
    expect([...bob.disk.rows.values()]).toEqual([]);
  });

  it('goes without a word where it is a room of acquaintances whose log never came', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await bob.say('alice', 'hello');
    await alice.accept('bob');
    await world.clock.pass(TEN_MINUTES);
    const appends = countAppends(bob);
    const counted = bob.toRelay;
    bob.toRelay = (bytes) =>
      decode(requestFrame, bytes).request.type === 'log.open' ? null : counted(bytes);
    const { id: conversation } = await alice.call('room.create', { name: 'tea' });
    await alice.call('room.add', { conversation, userName: 'bob' });
    await bob.untilLines('tea', ['[alice added bob]']);
    const joining = await bob.find('tea');
    expect([joining.state, joining.request]).toEqual(['starting', null]);
    await bob.call('conversation.drop', { conversation: joining.id });
    bob.toRelay = counted;
    await alice.sayIn('tea', 'anyone?');
    await bob.restart();
    await bob.untilOnline();
    await world.clock.pass(TEN_MINUTES);
    expect((await bob.conversations()).map(({ title }) => title)).toEqual(['alice']);
    expect(appends()).toBe(0);
  });
});
