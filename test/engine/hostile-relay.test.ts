// A relay that lies: swapped keys, other histories, forged heads, replays, gaps and rubbish. Goal: it is noticed and said,
// nothing is sent to the wrong person, and nothing that a relay sends stops the engine.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decode, encode } from '@hushroom/codec';
import {
  head as headCodec,
  relayFrame,
  requestFrame,
  rosterEntry,
  type DeliveredEntry,
  type RelayFrame,
  type Request,
} from '@hushroom/wire';
import { MemoryStore } from '../../apps/server/src/index.ts';
import { Person, World } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
});

/** Changes frames from the relay, decoded. */
const rewriting =
  (rewrite: (frame: RelayFrame) => RelayFrame | null) =>
  (bytes: Uint8Array): Uint8Array | null => {
    const frame = rewrite(decode(relayFrame, bytes));
    return frame === null ? null : encode(relayFrame, frame);
  };

/** Records the requests that somebody sends. */
function listen(person: Person): Request[] {
  const requests: Request[] = [];
  person.toRelay = (bytes) => {
    requests.push(decode(requestFrame, bytes).request);
    return bytes;
  };
  return requests;
}

/** A second relay with the keys of the first, on which somebody else has `name`; everyone else is as on the first. */
async function relayWithImpostor(name: string): Promise<{ store: MemoryStore; impostor: Person }> {
  const store = new MemoryStore();
  for (const { payload } of world.store.readRoster({ after: 0, bytesMax: 1e9 }).entries) {
    const entry = decode(rosterEntry, payload);
    if (entry.userName === name) continue;
    store.commit(() => {
      if (entry.type === 'account' || entry.type === 'device') store.appendRoster(payload, entry);
    });
  }
  const relay = world.makeRelay(store);
  const impostor = new Person(world, name, `impostor of ${name}`);
  impostor.relay = () => relay;
  await impostor.register();
  await impostor.start();
  await impostor.untilOnline();
  return { store, impostor };
}

/** A key package of somebody's device, as that relay would hand it out. */
function claimFor(store: MemoryStore, userName: string): Uint8Array {
  for (const { payload } of store.readRoster({ after: 0, bytesMax: 1e9 }).entries) {
    const entry = decode(rosterEntry, payload);
    if (entry.type !== 'device' || entry.userName !== userName) continue;
    const claimed = store.claimKey(entry.deviceId);
    if (claimed !== null) return claimed.keyPackage;
  }
  throw new Error('no key package');
}

describe('a swapped key', () => {
  it('is pinned at first sight, unverified', async () => {
    const { alice } = await world.joinAll('alice', 'bob');
    const { people } = (await alice.call('subscribe', {})).snapshot;
    expect(people.map(({ userName, verification }) => [userName, verification])).toEqual([
      ['alice', 'verified'],
      ['bob', 'unverified'],
    ]);
  });

  for (const verified of [false, true]) {
    it(`stops sending to somebody ${verified ? 'verified' : 'pinned'}, until the user has judged it`, async () => {
      const { alice, bob } = await world.joinAll('alice', 'bob');
      await alice.say('bob', 'one');
      await bob.untilLines('alice', ['alice: one']);
      const before = await alice.call('person.safety', { userName: 'bob' });
      expect((await bob.call('person.safety', { userName: 'alice' })).digits).toBe(before.digits);
      if (verified) await alice.call('person.verify', { userName: 'bob', digits: before.digits });

      alice.reachable = false;
      alice.cut();
      const queued = await alice.say('bob', 'for the real bob');
      const { impostor } = await relayWithImpostor('bob');
      alice.relay = impostor.relay;
      alice.reachable = true;
      const requests = listen(alice);
      await alice.restart();
      await alice.untilOnline();
      await world.clock.pass(60_000);

      const { id, notices } = await alice.find('bob');
      const code = verified ? 'identity-changed-verified' : 'identity-changed';
      expect(notices).toContainEqual({ code, userName: 'bob' });
      expect(notices).toContainEqual({ code: 'relay-forked' });
      const { people } = (await alice.call('subscribe', {})).snapshot;
      const changed = people.find(({ userName }) => userName === 'bob');
      expect(changed?.verification).toBe(verified ? 'changed-verified' : 'changed');
      const send = alice.call('message.send', { conversation: id, text: 'two' });
      await expect(send).rejects.toMatchObject({ code: 'sending-stopped' });
      expect(requests.filter(({ type }) => type === 'log.append' || type === 'keys.claim')).toEqual([]);
      const tea = await alice.call('room.create', { name: 'tea' });
      const add = alice.call('room.add', { conversation: tea.id, userName: 'bob' });
      await expect(add).rejects.toMatchObject({ code: 'identity-changed' });
      // The digits to compare are those of the key in question, and not the ones that were compared before.
      const now = await alice.call('person.safety', { userName: 'bob' });
      expect(now.digits).not.toBe(before.digits);
      const old = alice.call('person.verify', { userName: 'bob', digits: before.digits });
      await expect(old).rejects.toMatchObject({ code: 'safety-number-differs' });

      // Knowingly given up: what waited goes to whoever has the name now.
      const unaware = alice.call('person.acceptChange', { userName: 'bob', knowingly: false });
      if (verified) await expect(unaware).rejects.toMatchObject({ code: 'was-verified' });
      else await unaware;
      await alice.call('person.acceptChange', { userName: 'bob', knowingly: true });
      await impostor.untilLines('alice', ['alice: for the real bob']);
      expect((await alice.call('message.settled', { message: queued.id })).state).toBe('relayed');
      expect((await alice.find('bob')).notices).toEqual([{ code: 'relay-forked' }]);
      impostor.stop();
    });
  }

  it('puts no word under the name of who was verified: neither in the timeline, nor in the list, nor on the desktop', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await alice.say('bob', 'one');
    await bob.untilLines('alice', ['alice: one']);
    const { digits } = await alice.call('person.safety', { userName: 'bob' });
    await alice.call('person.verify', { userName: 'bob', digits });
    const { impostor } = await relayWithImpostor('bob');
    alice.stop();
    alice.relay = impostor.relay;
    await alice.start();
    await alice.untilOnline();
    await impostor.say('alice', 'send me the key');
    await alice.untilLines('bob', ['alice: one', '[identity-changed]']);
    const after = await alice.find('bob');
    expect(after.last?.line).toEqual({ type: 'unreadable', code: 'identity-changed' });
    const answer = await impostor.find('alice');
    const [, said] = await alice.messages('bob');
    await impostor.call('message.send', { conversation: answer.id, text: 'and soon', replyTo: said!.id });
    await world.clock.pass(1_000);
    const views = [...alice.events, await alice.messages('bob'), await alice.conversations()];
    expect(JSON.stringify(views)).not.toMatch(/send me the key|and soon/);
    impostor.stop();
  });

  it('in a key package alone is noticed before anything is sealed for it', async () => {
    const { alice } = await world.joinAll('alice', 'bob');
    const { store, impostor } = await relayWithImpostor('bob');
    const keyPackage = claimFor(store, 'bob');
    alice.fromRelay = rewriting((frame) =>
      'reply' in frame && frame.reply.type === 'keysClaim'
        ? { id: frame.id, reply: { ...frame.reply, keyPackage } }
        : frame,
    );
    const requests = listen(alice);
    await alice.say('bob', 'secret');
    await world.clock.pass(60_000);
    expect((await alice.find('bob')).notices).toEqual([{ code: 'identity-changed', userName: 'bob' }]);
    expect(requests.some(({ type }) => type === 'log.create' || type === 'log.append')).toBe(false);
    impostor.stop();
  });

  it('under one’s own name is an alarm', async () => {
    const { alice } = await world.joinAll('alice', 'bob');
    const { store, impostor } = await relayWithImpostor('alice');
    const known = world.store.readRoster({ after: 0, bytesMax: 1e9 }).entries.length;
    const foreign = store
      .readRoster({ after: 0, bytesMax: 1e9 })
      .entries.filter(({ payload }) => decode(rosterEntry, payload).userName === 'alice')
      .map(({ payload }, index) => ({ seq: known + index + 1, payload }));
    alice.fromRelay = rewriting((frame) =>
      'reply' in frame && frame.reply.type === 'roster'
        ? { id: frame.id, reply: { ...frame.reply, entries: foreign } }
        : frame,
    );
    await alice.restart();
    await world.clock.pass(5_000);
    const { people } = (await alice.call('subscribe', {})).snapshot;
    expect(people.find(({ isMe }) => isMe)?.verification).toBe('changed-verified');
    impostor.stop();
  });

  it('that cannot be encrypted to is refused when it arrives, and the message waits', async () => {
    const { alice } = await world.joinAll('alice', 'bob');
    alice.fromRelay = rewriting((frame) => {
      if (!('reply' in frame) || frame.reply.type !== 'keysClaim') return frame;
      return {
        id: frame.id,
        reply: { ...frame.reply, keyPackage: frame.reply.keyPackage.fill(0xff, 100, 400) },
      };
    });
    const { id } = await alice.say('bob', 'waits');
    await world.clock.pass(5_000);
    const { people } = (await alice.call('subscribe', {})).snapshot;
    expect(people.find(({ userName }) => userName === 'bob')?.unreachable).toBe('no-key-package');
    alice.fromRelay = (frame) => frame;
    expect((await alice.call('message.settled', { message: id })).state).toBe('relayed');
  });
});

/** Two people who have talked. */
async function talking(): Promise<{ alice: Person; bob: Person }> {
  const { alice, bob } = await world.joinAll('alice', 'bob');
  await alice.say('bob', 'one');
  await bob.untilLines('alice', ['alice: one']);
  await bob.say('alice', 'two');
  await alice.untilLines('bob', ['alice: one', 'bob: two']);
  // Both renew their leaves in the first minute after joining.
  await world.clock.pass(2 * 60_000);
  return { alice, bob };
}

/** A head that the relay really signs. */
function signHead(logId: Uint8Array, seq: number, transcript: Uint8Array): RelayFrame {
  const content = { relayId: world.keys.relayId, logId, seq, transcript, time: world.clock.now() };
  const signature = world.keys.sign('Head', headCodec, content);
  return { id: 0, push: { type: 'head', ...content, signature } };
}

/** The log of somebody's only room. */
function roomOf({ disk }: Person): Uint8Array {
  const [id] = [...(disk.records.get('room')?.keys() ?? [])];
  return Uint8Array.from(Buffer.from(id ?? '', 'hex'));
}

describe('another history', () => {
  it('is noticed with the first entry of somebody who saw the other', async () => {
    const { alice, bob } = await talking();
    // The relay keeps one message from bob and moves up all that follow.
    let hidden = 0;
    const renumber = (entry: DeliveredEntry): DeliveredEntry => ({ ...entry, seq: entry.seq - hidden });
    bob.fromRelay = rewriting((frame) => {
      if ('reply' in frame) return frame;
      if (frame.push.type === 'head') return null;
      if (frame.push.type !== 'entry') return frame;
      if (hidden === 0) {
        hidden = 1;
        return null;
      }
      return { id: 0, push: { ...frame.push, entry: renumber(frame.push.entry) } };
    });
    await alice.say('bob', 'kept from bob');
    await world.clock.pass(1_000);
    await alice.say('bob', 'three');
    await bob.untilLines('alice', ['alice: one', 'bob: two', 'alice: three']);
    expect((await bob.find('alice')).notices).toContainEqual({ code: 'history-differs', userName: 'alice' });
    expect((await alice.find('bob')).notices).toEqual([]);
  });

  it('in a signed head is proof against the relay', async () => {
    const { bob } = await talking();
    const logId = roomOf(bob);
    bob.deliver(encode(relayFrame, signHead(logId, 2, new Uint8Array(32))));
    await world.clock.pass(1_000);
    expect((await bob.find('alice')).notices).toEqual([{ code: 'relay-forked' }]);
    await bob.restart();
    expect((await bob.find('alice')).notices).toEqual([{ code: 'relay-forked' }]);
  });

  it('in a head that the relay did not sign ends the connection, and nothing else', async () => {
    const { alice, bob } = await talking();
    const forged = signHead(roomOf(bob), 2, new Uint8Array(32));
    if (!('push' in forged) || forged.push.type !== 'head') throw new Error('a head');
    forged.push.signature.fill(1);
    bob.deliver(encode(relayFrame, forged));
    await world.clock.until(() => bob.events.some(({ event }) => isRefused(event)));
    await bob.untilOnline();
    await alice.say('bob', 'three');
    await bob.untilLines('alice', ['alice: one', 'bob: two', 'alice: three']);
    expect((await bob.find('alice')).notices).toEqual([]);
  });

  it('that is known to go on and does not come is said after two minutes, and taken back when it comes', async () => {
    const { alice, bob } = await talking();
    bob.fromRelay = rewriting((frame) => ('push' in frame && frame.push.type === 'entry' ? null : frame));
    await alice.say('bob', 'late');
    await world.clock.pass(60_000);
    expect((await bob.find('alice')).notices).toEqual([]);
    await world.clock.pass(90_000);
    expect((await bob.find('alice')).notices).toEqual([{ code: 'messages-withheld' }]);
    bob.fromRelay = (frame) => frame;
    await bob.restart();
    await bob.untilLines('alice', ['alice: one', 'bob: two', 'alice: late']);
    expect((await bob.find('alice')).notices).toEqual([]);
  });

  it('with the transcript agreed says so for each member', async () => {
    const { alice, bob } = await talking();
    await alice.say('bob', 'three');
    await bob.untilLines('alice', ['alice: one', 'bob: two', 'alice: three']);
    const members = await bob.call('room.members', { conversation: (await bob.find('alice')).id });
    expect(members.find(({ userName }) => userName === 'alice')?.agreedAt).toBeGreaterThan(0);
  });
});

describe('rubbish', () => {
  it('in frames ends the connection, and the next one goes on', async () => {
    const { alice, bob } = await talking();
    for (const rubbish of [new Uint8Array(), new Uint8Array(9).fill(0xff), new Uint8Array(5_000_000)]) {
      bob.deliver(rubbish);
      await world.clock.pass(100);
      await bob.untilOnline();
    }
    await alice.say('bob', 'three');
    await bob.untilLines('alice', ['alice: one', 'bob: two', 'alice: three']);
  });

  it('a hole in the entries is filled by reading again', async () => {
    const { alice, bob } = await talking();
    let dropped = false;
    bob.fromRelay = rewriting((frame) => {
      if (dropped || !('push' in frame) || frame.push.type !== 'entry') return frame;
      dropped = true;
      return null;
    });
    await alice.say('bob', 'three');
    await world.clock.pass(100);
    await alice.say('bob', 'four');
    await bob.untilLines('alice', ['alice: one', 'bob: two', 'alice: three', 'alice: four']);
    expect(dropped).toBe(true);
    expect((await bob.find('alice')).notices).toEqual([]);
  });

  it('an entry delivered again changes nothing; one replayed at another place is not shown twice', async () => {
    const { alice, bob } = await talking();
    const pushed: DeliveredEntry[] = [];
    bob.fromRelay = rewriting((frame) => {
      if ('push' in frame && frame.push.type === 'entry') pushed.push(frame.push.entry);
      return frame;
    });
    await alice.say('bob', 'three');
    const lines = ['alice: one', 'bob: two', 'alice: three'];
    await bob.untilLines('alice', lines);
    const [entry] = pushed;
    const deliver = async (replayed: DeliveredEntry): Promise<void> => {
      const frame: RelayFrame = { id: 0, push: { type: 'entry', logId: roomOf(bob), entry: replayed } };
      bob.deliver(encode(relayFrame, frame));
      await world.clock.pass(1_000);
    };
    await deliver(entry!);
    expect(await bob.lines('alice')).toEqual(lines);
    await deliver({ ...entry!, seq: entry!.seq + 1 });
    expect((await bob.lines('alice')).filter((line) => line === 'alice: three').length).toBe(1);
    // From here on the relay has shown bob another history than alice.
    await alice.say('bob', 'four');
    await world.clock.pass(5_000);
    await alice.say('bob', 'five');
    await world.clock.pass(5_000);
    expect((await bob.find('alice')).notices.length).toBeGreaterThan(0);
  });

  it('in the place of a message is shown as what it is, and the next one is read', async () => {
    const { alice, bob } = await talking();
    alice.toRelay = (bytes) => {
      const frame = decode(requestFrame, bytes);
      if (frame.request.type !== 'log.append') return bytes;
      alice.toRelay = (next) => next;
      return encode(requestFrame, {
        ...frame,
        request: { ...frame.request, payload: frame.request.payload.fill(7, 80) },
      });
    };
    const broken = await alice.say('bob', 'broken on the way');
    expect((await alice.call('message.settled', { message: broken.id })).state).not.toBe('queued');
    await alice.say('bob', 'three');
    await world.clock.pass(5_000);
    const lines = await bob.lines('alice');
    expect(lines.at(-1)).toBe('alice: three');
    expect(lines.at(-2)).toMatch(/^\[.*\]$/);
  });
});

function isRefused(event: {
  readonly type: string;
  readonly connection?: { readonly reason: string | null };
}): boolean {
  return event.type === 'connection' && event.connection?.reason === 'relay-refused';
}
