// What admins change about a room: its name, its picture, its timer, and who is an admin.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { World, type Person } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
  expect(world.faults).toEqual([]);
});

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]).toString('base64');

async function room(admin: Person, ...members: Person[]): Promise<string> {
  const { id } = await admin.call('room.create', { name: 'tea' });
  for (const { name } of members) await admin.call('room.add', { conversation: id, userName: name });
  for (const member of members) await member.accept('tea');
  // Everybody has shown itself in the room by then.
  await world.clock.pass(2 * 60_000);
  return id;
}

describe('a room', () => {
  it('has its name, picture and timer changed for everyone, and for who comes later', async () => {
    const { alice, bob, carol } = await world.joinAll('alice', 'bob', 'carol');
    const conversation = await room(alice, bob);
    await alice.call('room.rename', { conversation, name: 'green tea' });
    await alice.call('room.setPicture', { conversation, base64: PNG });
    await alice.call('room.settings', { conversation, disappearAfterSeconds: 3600 });
    await bob.untilLines('green tea', [
      '[alice added bob]',
      '[alice renamed green tea]',
      '[alice pictureChanged]',
      '[alice timerChanged 3600]',
    ]);
    await alice.call('room.add', { conversation, userName: 'carol' });
    await carol.untilLines('green tea', ['[alice added carol]']);
    for (const person of [alice, bob, carol]) {
      await person.restart();
      const view = await person.find('green tea');
      expect(view.disappearAfterSeconds).toBe(3600);
      expect(view.picture).toMatch(/^[0-9a-f]{32}$/);
      const picture = await person.call('room.picture', { conversation: view.id });
      expect(picture).toEqual({ type: 'image/png', base64: PNG });
    }
    await alice.untilOnline();
    await alice.call('room.setPicture', { conversation, base64: null });
    await alice.call('room.settings', { conversation, disappearAfterSeconds: 0 });
    expect(await alice.find('green tea')).toMatchObject({ picture: null, disappearAfterSeconds: 0 });
  });

  it('takes no picture that is none, and no change by a member', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    const conversation = await room(alice, bob);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64');
    await expect(alice.call('room.setPicture', { conversation, base64: svg })).rejects.toMatchObject({
      code: 'picture-unusable',
    });
    const asBob = (await bob.find('tea')).id;
    for (const change of [
      bob.call('room.rename', { conversation: asBob, name: 'mine' }),
      bob.call('room.setPicture', { conversation: asBob, base64: PNG }),
      bob.call('room.settings', { conversation: asBob, disappearAfterSeconds: 5 }),
      bob.call('room.role', { conversation: asBob, userName: 'bob', role: 'admin' }),
    ]) {
      await expect(change).rejects.toMatchObject({ code: 'not-admin' });
    }
  });

  it('is in the hands of whoever was made an admin, also once the first one left', async () => {
    const { alice, bob, carol } = await world.joinAll('alice', 'bob', 'carol');
    const conversation = await room(alice, bob, carol);
    const leave = alice.call('room.leave', { conversation });
    await expect(leave).rejects.toMatchObject({ code: 'last-admin' });
    await alice.call('room.role', { conversation, userName: 'bob', role: 'admin' });
    await bob.untilLines('tea', [
      '[alice added bob]',
      '[alice added carol]',
      '[alice roleChanged bob admin]',
    ]);
    expect((await bob.find('tea')).iAmAdmin).toBe(true);
    await alice.call('room.leave', { conversation });
    await world.clock.pass(60_000);
    expect((await bob.lines('tea')).at(-1)).toBe('[bob left alice]');
    const asBob = (await bob.find('tea')).id;
    // Removing ends the access token: bob's own control key is the log's now.
    await bob.call('room.remove', { conversation: asBob, userName: 'carol' });
    await bob.sayIn('tea', 'alone');
    await world.clock.pass(1_000);
    expect((await bob.messages('tea')).at(-1)?.state).toBe('relayed');
    await bob.call('room.add', { conversation: asBob, userName: 'alice' });
    await alice.untilOnline();
    await world.clock.pass(1_000);
    // Coming back does not bring the role back.
    expect((await alice.find('tea')).iAmAdmin).toBe(false);
  });

  it('takes the role back, and a removed admin’s key with it', async () => {
    const { alice, bob, carol } = await world.joinAll('alice', 'bob', 'carol');
    const conversation = await room(alice, bob, carol);
    await alice.call('room.role', { conversation, userName: 'bob', role: 'admin' });
    await alice.call('room.role', { conversation, userName: 'bob', role: 'member' });
    await world.clock.pass(1_000);
    expect((await bob.lines('tea')).slice(-2)).toEqual([
      '[alice roleChanged bob admin]',
      '[alice roleChanged bob member]',
    ]);
    const last = alice.call('room.role', { conversation, userName: 'alice', role: 'member' });
    await expect(last).rejects.toMatchObject({ code: 'last-admin' });
    await alice.call('room.role', { conversation, userName: 'bob', role: 'admin' });
    await alice.call('room.role', { conversation, userName: 'alice', role: 'member' });
    await world.clock.pass(1_000);
    const asBob = (await bob.find('tea')).id;
    await bob.call('room.remove', { conversation: asBob, userName: 'alice' });
    await carol.sayIn('tea', 'still here');
    await world.clock.pass(5_000);
    expect((await bob.lines('tea')).at(-1)).toBe('carol: still here');
    expect((await alice.find('tea')).state).toBe('removed');
  });

  it('waits for an admin who was not on line in it yet before the last one leaves', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    bob.stop();
    const { id: conversation } = await alice.call('room.create', { name: 'tea' });
    await alice.call('room.add', { conversation, userName: 'bob' });
    await alice.call('room.role', { conversation, userName: 'bob', role: 'admin' });
    const early = alice.call('room.leave', { conversation });
    await expect(early).rejects.toMatchObject({ code: 'admin-not-ready' });
    await bob.start();
    await bob.accept('tea');
    await world.clock.pass(2 * 60_000);
    await alice.call('room.leave', { conversation });
    await world.clock.pass(60_000);
    expect((await bob.find('tea')).memberCount).toBe(1);
  });

  it('between two people has a timer that either may set', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await alice.say('bob', 'one');
    await bob.untilLines('alice', ['alice: one']);
    await bob.accept('alice');
    await world.clock.pass(1_000);
    const asBob = (await bob.find('alice')).id;
    await bob.call('room.settings', { conversation: asBob, disappearAfterSeconds: 60 });
    await alice.untilLines('bob', ['alice: one', '[bob timerChanged 60]']);
    expect((await alice.find('bob')).disappearAfterSeconds).toBe(60);
    const named = bob.call('room.rename', { conversation: asBob, name: 'us' });
    await expect(named).rejects.toMatchObject({ code: 'unknown-conversation' });
  });
});

describe('two admins who leave at once', () => {
  it('do not leave the room to nobody: who came later stays, and nobody loses the connection over it', async () => {
    const { alice, bob, carol } = await world.joinAll('alice', 'bob', 'carol');
    const conversation = await room(alice, bob, carol);
    await alice.call('room.role', { conversation, userName: 'bob', role: 'admin' });
    await world.clock.pass(2 * 60_000);
    // Each has asked before it hears of the other.
    await Promise.all([alice, bob].map((person) => person.call('room.leave', { conversation })));
    carol.events.length = 0;
    await world.clock.pass(10 * 60_000);
    expect(carol.events.filter(({ event }) => event.type === 'connection')).toEqual([]);
    const stays = (await alice.find('tea')).state === 'active' ? alice : bob;
    const left = stays === alice ? bob : alice;
    expect(await left.find('tea')).toMatchObject({ state: 'left' });
    expect(await stays.find('tea')).toMatchObject({ state: 'active', iAmAdmin: true, memberCount: 2 });
    await carol.sayIn('tea', 'still here');
    await stays.call('room.role', { conversation, userName: 'carol', role: 'admin' });
    await world.clock.pass(2 * 60_000);
    await stays.call('room.leave', { conversation });
    await world.clock.pass(2 * 60_000);
    expect(await carol.find('tea')).toMatchObject({ state: 'active', iAmAdmin: true, memberCount: 1 });
    expect(await carol.lines('tea')).toContain('carol: still here');
  });
});

describe('the list of conversations', () => {
  it('keeps what is pinned, muted and put away, over a restart', async () => {
    const { alice } = await world.joinAll('alice', 'bob');
    const { id: conversation } = await alice.direct('bob');
    const until = world.clock.now() + 60_000;
    await alice.call('conversation.mark', { conversation, pinned: true });
    await alice.call('conversation.mark', { conversation, mutedUntil: until });
    await alice.restart();
    expect(await alice.find('bob')).toMatchObject({ pinned: true, mutedUntil: until, archived: false });
    await world.clock.pass(60_001);
    expect((await alice.find('bob')).mutedUntil).toBeNull();
  });

  it('counts the newest of others as unread again, whatever happened in the room since', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    const id = await room(alice, bob);
    await bob.sayIn('tea', 'mine');
    expect((await bob.find('tea')).canUnsee).toBe(false);
    await alice.sayIn('tea', 'hers');
    await alice.call('room.rename', { conversation: id, name: 'coffee' });
    const rows = ['[alice added bob]', 'bob: mine', 'alice: hers', '[alice renamed coffee]'];
    await bob.untilLines('coffee', rows);
    await bob.call('conversation.seen', { conversation: id, position: 1_000 });
    expect(await bob.find('coffee')).toMatchObject({ unread: 0, canUnsee: true });
    await bob.call('conversation.unsee', { conversation: id });
    expect((await bob.find('coffee')).unread).toBe(1);
    const page = await bob.call('conversation.page', { conversation: id, before: null, limit: 9 });
    const unread = page.messages.filter(({ position }) => position > page.seen);
    expect(unread[0]?.body).toEqual({ type: 'text', text: 'hers' });
  });

  it('brings back what was put away when something new comes, unless it is muted', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await bob.say('alice', 'one');
    await alice.untilLines('bob', ['bob: one']);
    const { id: conversation } = await alice.find('bob');
    await alice.call('conversation.mark', { conversation, archived: true });
    expect((await alice.find('bob')).archived).toBe(true);
    await alice.call('conversation.mark', { conversation, mutedUntil: world.clock.now() + 60_000 });
    await bob.say('alice', 'two');
    await alice.untilLines('bob', ['bob: one', 'bob: two']);
    expect((await alice.find('bob')).archived).toBe(true);
    await alice.call('conversation.mark', { conversation, mutedUntil: null });
    expect((await alice.find('bob')).archived).toBe(false);
    await alice.call('conversation.mark', { conversation, archived: true });
    expect((await alice.find('bob')).archived).toBe(true);
    await alice.call('conversation.mark', { conversation, archived: false });
    expect((await alice.find('bob')).archived).toBe(false);
  });
});
