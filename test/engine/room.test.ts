// Rooms: everyone sees the same, people come and go, and who is gone reads no more.
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

async function room(admin: Person, ...members: Person[]): Promise<string> {
  const { id } = await admin.call('room.create', { name: 'tea' });
  for (const { name } of members) await admin.call('room.add', { conversation: id, userName: name });
  for (const member of members) await member.accept('tea');
  return id;
}

describe('rooms', () => {
  it('show everyone the same from when they came', async () => {
    const { alice, bob, carol } = await world.joinAll('alice', 'bob', 'carol');
    const id = await room(alice, bob);
    await alice.sayIn('tea', 'before carol');
    await bob.untilLines('tea', ['[alice added bob]', 'alice: before carol']);
    await alice.call('room.add', { conversation: id, userName: 'carol' });
    await carol.untilLines('tea', ['[alice added carol]']);
    await carol.sayIn('tea', 'hello');
    await bob.untilLines('tea', [
      '[alice added bob]',
      'alice: before carol',
      '[alice added carol]',
      'carol: hello',
    ]);
    await bob.sayIn('tea', 'welcome');
    const common = ['[alice added carol]', 'carol: hello', 'bob: welcome'];
    await carol.untilLines('tea', common);
    await bob.untilLines('tea', ['[alice added bob]', 'alice: before carol', ...common]);
    await alice.untilLines('tea', ['[alice created]', '[alice added bob]', 'alice: before carol', ...common]);
    const members = await bob.call('room.members', { conversation: (await bob.find('tea')).id });
    expect(members.map(({ userName, role }) => `${userName} ${role}`)).toEqual([
      'alice admin',
      'bob member',
      'carol member',
    ]);
  });

  it('end for who is removed, and go on for the others', async () => {
    const { alice, bob, carol } = await world.joinAll('alice', 'bob', 'carol');
    const id = await room(alice, bob, carol);
    await alice.sayIn('tea', 'one');
    await carol.untilLines('tea', ['[alice added carol]', 'alice: one']);
    await alice.call('room.remove', { conversation: id, userName: 'carol' });
    await alice.sayIn('tea', 'two');
    await world.clock.pass(1_000);
    await bob.sayIn('tea', 'three');
    const after = ['[alice removed carol]', 'alice: two', 'bob: three'];
    await bob.untilLines('tea', ['[alice added bob]', '[alice added carol]', 'alice: one', ...after]);
    await carol.untilLines('tea', ['[alice added carol]', 'alice: one', '[alice removed carol]']);
    expect((await carol.find('tea')).state).toBe('removed');
    await expect(carol.sayIn('tea', 'still here')).rejects.toMatchObject({ code: 'conversation-ended' });
    expect((await bob.find('tea')).memberCount).toBe(2);
  });

  it('catch up whoever was away over adds and removals, and tell who was removed meanwhile', async () => {
    const { alice, bob, carol, dave } = await world.joinAll('alice', 'bob', 'carol', 'dave');
    const id = await room(alice, bob, carol);
    await world.clock.pass(5_000);
    bob.stop();
    carol.stop();
    await alice.sayIn('tea', 'one');
    await alice.call('room.add', { conversation: id, userName: 'dave' });
    await alice.call('room.remove', { conversation: id, userName: 'carol' });
    await dave.sayIn('tea', 'two');
    await dave.untilLines('tea', ['[alice added dave]', '[alice removed carol]', 'dave: two']);
    await alice.sayIn('tea', 'three');
    await bob.start();
    await carol.start();
    const missed = ['alice: one', '[alice added dave]', '[alice removed carol]'];
    await bob.untilLines('tea', [
      '[alice added bob]',
      '[alice added carol]',
      ...missed,
      'dave: two',
      'alice: three',
    ]);
    await carol.untilLines('tea', ['[alice added carol]', ...missed]);
    await bob.sayIn('tea', 'four');
    await dave.untilLines('tea', [
      '[alice added dave]',
      '[alice removed carol]',
      'dave: two',
      'alice: three',
      'bob: four',
    ]);
  });

  it('take back who was removed', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    const id = await room(alice, bob);
    await alice.call('room.remove', { conversation: id, userName: 'bob' });
    await alice.sayIn('tea', 'without bob');
    await alice.call('room.add', { conversation: id, userName: 'bob' });
    await alice.sayIn('tea', 'with bob');
    await bob.untilLines('tea', [
      '[alice added bob]',
      '[alice removed bob]',
      '[alice added bob]',
      'alice: with bob',
    ]);
    await bob.sayIn('tea', 'thanks');
    expect((await bob.find('tea')).state).toBe('active');
    await world.clock.pass(1_000);
    expect((await alice.lines('tea')).at(-1)).toBe('bob: thanks');
  });

  it('take back who was removed and added while away', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    const id = await room(alice, bob);
    await alice.sayIn('tea', 'one');
    await bob.untilLines('tea', ['[alice added bob]', 'alice: one']);
    bob.stop();
    await alice.call('room.remove', { conversation: id, userName: 'bob' });
    await alice.call('room.add', { conversation: id, userName: 'bob' });
    await alice.sayIn('tea', 'two');
    await bob.start();
    await bob.untilLines('tea', [
      '[alice added bob]',
      'alice: one',
      '[alice removed bob]',
      '[alice added bob]',
      'alice: two',
    ]);
    await bob.sayIn('tea', 'three');
    await world.clock.pass(1_000);
    expect((await alice.lines('tea')).at(-1)).toBe('bob: three');
  });

  it('let people leave, carried out by whoever is there', async () => {
    const { alice, bob, carol } = await world.joinAll('alice', 'bob', 'carol');
    await room(alice, bob, carol);
    await world.clock.pass(5_000);
    alice.stop();
    await bob.call('room.leave', { conversation: (await bob.find('tea')).id });
    expect((await bob.find('tea')).state).toBe('left');
    // The call has seen to it that the relay knows: bob may go at once.
    bob.stop();
    await world.clock.pass(60_000);
    expect((await carol.lines('tea')).at(-1)).toBe('[carol left bob]');
    await carol.sayIn('tea', 'gone');
    await bob.start();
    await bob.untilOnline();
    expect((await bob.lines('tea')).at(-1)).toBe('[carol left bob]');
    await alice.start();
    await alice.untilOnline();
    expect((await alice.lines('tea')).slice(-2)).toEqual(['[carol left bob]', 'carol: gone']);
    const last = alice.call('room.leave', { conversation: (await alice.find('tea')).id });
    await expect(last).rejects.toMatchObject({ code: 'last-admin' });
  });

  it('refuse what only admins may do, and what makes no sense', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob', 'carol');
    const id = await room(alice, bob);
    await world.clock.pass(1_000);
    const asBob = await bob.find('tea');
    const refused = async (promise: Promise<unknown>, code: string): Promise<void> => {
      await expect(promise).rejects.toMatchObject({ code });
    };
    await refused(bob.call('room.add', { conversation: asBob.id, userName: 'carol' }), 'not-admin');
    await refused(bob.call('room.remove', { conversation: asBob.id, userName: 'alice' }), 'not-admin');
    await refused(alice.call('room.add', { conversation: id, userName: 'bob' }), 'already-member');
    await refused(alice.call('room.remove', { conversation: id, userName: 'carol' }), 'not-member');
    await refused(alice.call('room.add', { conversation: id, userName: 'nobody' }), 'unknown-person');
    alice.reachable = false;
    alice.cut();
    await refused(alice.call('room.add', { conversation: id, userName: 'carol' }), 'offline');
  });

  it('made while off line begin when there is a connection', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    alice.reachable = false;
    alice.cut();
    const made = await alice.call('room.create', { name: 'tea' });
    expect(made.state).toBe('starting');
    await alice.sayIn('tea', 'to myself');
    alice.reachable = true;
    await alice.restart();
    await alice.untilOnline();
    expect((await alice.find('tea')).state).toBe('active');
    await alice.call('room.add', { conversation: made.id, userName: 'bob' });
    await bob.untilLines('tea', ['[alice added bob]']);
  });
});
