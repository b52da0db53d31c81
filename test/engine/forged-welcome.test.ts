// A welcome proves that somebody made a group under the id of a log, and no more. Goal: nobody gets into a conversation by
// one, or keeps somebody out of it, who has no part in it; with and without the help of the relay.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decode, encode } from '@hushroom/codec';
import { forgeGroup, keyPackageOf, type ForeignGroup } from '@hushroom/client/foreign-group.fixture';
import { relayFrame, requestFrame, rosterEntry, type DeliveredEntry } from '@hushroom/wire';
import { World, type Person } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
  expect(world.faults).toEqual([]);
});

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** A room of alice, its admin, and the others, all of whom have accepted it. */
async function tea(alice: Person, ...others: Person[]): Promise<string> {
  const { id } = await alice.call('room.create', { name: 'tea' });
  for (const { name } of others) await alice.call('room.add', { conversation: id, userName: name });
  for (const member of others) await member.accept('tea');
  await world.clock.pass(2 * 60_000);
  return id;
}

/** The id of somebody's only device. */
function deviceIdOf(userName: string): Uint8Array {
  for (const { payload } of world.store.readRoster({ after: 0, bytesMax: 1e9 }).entries) {
    const entry = decode(rosterEntry, payload);
    if (entry.type === 'device' && entry.userName === userName) return entry.deviceId;
  }
  throw new Error(`${userName} has no device`);
}

/**
 * Somebody, whose app is stopped, makes a group under the id of a log and has the relay bring the welcome as any other.
 * `keyPackage` is used instead of one that the relay hands out.
 */
function forge(
  maker: Person,
  victim: Person,
  { kind, id, keyPackage }: { kind: 'direct' | 'room'; id: string; keyPackage?: Uint8Array },
): ForeignGroup {
  const { store, clock } = world;
  const deviceId = deviceIdOf(victim.name);
  const claimed = keyPackage ?? store.claimKey(deviceId)?.keyPackage;
  if (claimed === undefined) throw new Error('no key package');
  const forged = forgeGroup({
    disk: maker.disk,
    clock,
    kind,
    id,
    victim: victim.name,
    deviceId,
    keyPackage: claimed,
  });
  const item = {
    deviceId,
    sender: forged.sender,
    kind: 'welcome' as const,
    clientEntryId: crypto.getRandomValues(new Uint8Array(16)),
    payload: forged.welcome,
    requestHash: new Uint8Array(32),
    now: clock.now(),
  };
  store.commit(() => store.appendInbox(item, { itemsMax: 100, bytesMax: 1e9 }));
  victim.cut();
  return forged;
}

async function states(person: Person): Promise<readonly string[]> {
  const all = await person.conversations();
  return all.map(
    ({ title, state, request }) => `${title} ${state}${request === null ? '' : `, ${request.from} asks`}`,
  );
}

describe('a relay with an account of its own', () => {
  it('gets nothing that was written to somebody verified, whatever group it makes of their log', async () => {
    const { alice, bob, mallory } = await world.joinAll('alice', 'bob', 'mallory');
    await alice.say('bob', 'hi bob');
    await bob.accept('alice');
    await bob.say('alice', 'hi alice');
    await alice.untilLines('bob', ['alice: hi bob', 'bob: hi alice']);
    const { digits } = await alice.call('person.safety', { userName: 'bob' });
    await alice.call('person.verify', { userName: 'bob', digits });
    await world.clock.pass(3 * 60_000);
    mallory.stop();
    // It keeps what alice writes, and all that she could begin another room with.
    let log = '';
    const sealed: Uint8Array[] = [];
    alice.toRelay = (bytes) => {
      const { request } = decode(requestFrame, bytes);
      if (request.type === 'log.append' && request.kind === 'message') {
        log = hex(request.logId);
        sealed.push(request.payload);
        return null;
      }
      return request.type === 'keys.claim' ? null : bytes;
    };
    await alice.say('bob', 'the vault code is 4711');
    await world.clock.until(() => sealed.length > 0);
    const logId = Uint8Array.from(Buffer.from(log, 'hex'));
    const { entries } = world.store.readLog(logId, { after: 0, upTo: 1e9, bytesMax: 1e9 });
    const stuck: DeliveredEntry = {
      seq: entries.at(-1)!.seq + 1,
      kind: 'commit',
      clientEntryId: new Uint8Array(16),
      after: 0,
      payload: null,
      entryHash: new Uint8Array(32),
      receivedAt: world.clock.now(),
    };
    alice.deliver(encode(relayFrame, { id: 0, push: { type: 'entry', logId, entry: stuck } }));
    await world.clock.pass(100);
    const forged = forge(mallory, alice, { kind: 'direct', id: log });
    await world.clock.pass(60_000);
    expect(await states(alice)).toEqual(['bob active']);
    expect(sealed.filter((payload) => forged.reads(payload))).toEqual([]);
  });

  it('does not get into a room by the key package of a request to be let in again', async () => {
    const { alice, carol, mallory } = await world.joinAll('alice', 'carol', 'mallory');
    const id = await tea(alice, carol);
    mallory.stop();
    const asked: Uint8Array[] = [];
    carol.toRelay = (bytes) => {
      const { request } = decode(requestFrame, bytes);
      if (request.type !== 'inbox.append') return bytes;
      asked.push(request.payload);
      return null;
    };
    await carol.call('conversation.askAgain', { conversation: id });
    await world.clock.until(() => asked.length > 0);
    forge(mallory, carol, { kind: 'room', id, keyPackage: keyPackageOf(asked[0]!) });
    await world.clock.pass(60_000);
    expect(await states(carol)).toEqual(['tea active']);
    expect(await carol.call('room.members', { conversation: id })).toHaveLength(2);
  });
});

describe('who is not in a room', () => {
  it('asks as anybody does who invites, and keeps nobody from coming back', async () => {
    const { alice, carol, mallory } = await world.joinAll('alice', 'carol', 'mallory');
    const id = await tea(alice, carol, mallory);
    await alice.call('room.remove', { conversation: id, userName: 'mallory' });
    await world.clock.pass(60_000);
    mallory.stop();
    for (let sent = 0; sent < 20; sent++) forge(mallory, carol, { kind: 'room', id });
    await world.clock.pass(10_000);
    expect(await states(carol)).toEqual(['tea active']);
    // Once carol is out it is an invitation like any other, and no part of what she had.
    await alice.call('room.remove', { conversation: id, userName: 'carol' });
    await world.clock.pass(10_000);
    expect(await states(carol)).toContain('tea starting, mallory asks');
    await alice.call('room.add', { conversation: id, userName: 'carol' });
    await alice.sayIn('tea', 'welcome back');
    await world.clock.pass(60_000);
    const here = (await carol.conversations()).find((view) => view.id === id);
    expect(here).toMatchObject({ state: 'active', request: null, memberCount: 2 });
    const page = { conversation: id, before: null, limit: 10 };
    const { body } = (await carol.call('conversation.page', page)).messages.at(-1)!;
    expect(body).toEqual({ type: 'text', text: 'welcome back' });
  });

  it('keeps nobody out of a room by having been quicker', async () => {
    const { alice, carol, mallory } = await world.joinAll('alice', 'carol', 'mallory');
    const id = await tea(alice, mallory);
    await alice.call('room.remove', { conversation: id, userName: 'mallory' });
    await world.clock.pass(60_000);
    mallory.stop();
    forge(mallory, carol, { kind: 'room', id });
    await world.clock.pass(10_000);
    expect(await states(carol)).toEqual(['tea starting, mallory asks']);
    await alice.call('room.add', { conversation: id, userName: 'carol' });
    await world.clock.pass(3 * 60_000);
    expect(await states(carol)).toContain('tea active, alice asks');
  });
});
