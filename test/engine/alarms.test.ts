// What can be said of an alarm, and shown to others: goal is that a fork that the relay signed is proof for anybody who has
// its id, and that nothing else counts as proof.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkEvidence } from '@hushroom/client';
import { lieAboutRoster } from '@hushroom/client/lying-roster.fixture';
import { decode, encode } from '@hushroom/codec';
import { parseEvidence, type Evidence } from '@hushroom/ipc';
import { head as headCodec, relayFrame, type RelayFrame } from '@hushroom/wire';
import { World, type Person } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
  expect(world.faults).toEqual([]);
});

async function talking(): Promise<{ alice: Person; bob: Person }> {
  const { alice, bob } = await world.joinAll('alice', 'bob');
  await alice.say('bob', 'one');
  await bob.untilLines('alice', ['alice: one']);
  await bob.say('alice', 'two');
  await alice.untilLines('bob', ['alice: one', 'bob: two']);
  // The relay has signed the end of the log by then, and everybody has renewed their leaves.
  await world.clock.pass(3 * 60_000);
  return { alice, bob };
}

async function evidenceOf(person: Person, other: string): Promise<Evidence> {
  const { id } = await person.find(other);
  const { text } = await person.call('evidence.export', { conversation: id });
  const evidence = parseEvidence(text);
  if (evidence === null) throw new Error('what is exported can be read');
  return evidence;
}

/** The relay signs another history at a place whose head it has signed already. Returns that place. */
async function fork(person: Person, other: string): Promise<number> {
  const { heads } = await evidenceOf(person, other);
  const last = heads.findLast(({ log }) => log !== '00'.repeat(32));
  if (last === undefined) throw new Error('a head is kept');
  const { seq } = last;
  const logId = Uint8Array.from(Buffer.from(last.log, 'hex'));
  const transcript = new Uint8Array(32).fill(9);
  const content = { relayId: world.keys.relayId, logId, seq, transcript, time: world.clock.now() };
  const signature = world.keys.sign('Head', headCodec, content);
  const frame: RelayFrame = { id: 0, push: { type: 'head', ...content, signature } };
  person.deliver(encode(relayFrame, frame));
  await world.clock.pass(100);
  return seq;
}

describe('a relay that signed two histories', () => {
  it('is explained, over a restart, and proven to others by its id alone', async () => {
    const { bob } = await talking();
    const seq = await fork(bob, 'alice');
    await bob.restart();
    const { id } = await bob.find('alice');
    const [alarm] = await bob.call('alarm.explain', { conversation: id });
    expect(alarm).toMatchObject({
      code: 'relay-forked',
      log: 'room',
      seq,
      signed: '09'.repeat(32),
      proven: true,
    });
    const evidence = await evidenceOf(bob, 'alice');
    expect(world.address.endsWith(`#${evidence.relayId}`)).toBe(true);
    const verdict = await checkEvidence([evidence]);
    expect(verdict).toMatchObject({ relayId: evidence.relayId, refused: 0 });
    expect(verdict.contradictions.map(({ kind, second }) => [kind, second.seq])).toEqual([['forked', seq]]);
  });

  it('is proven by two documents where neither proves it alone', async () => {
    const { bob } = await talking();
    await fork(bob, 'alice');
    const evidence = await evidenceOf(bob, 'alice');
    const isOther = ({ transcript }: { transcript: string }): boolean => transcript === '09'.repeat(32);
    const ours = { ...evidence, heads: evidence.heads.filter((each) => !isOther(each)) };
    const theirs = { ...evidence, heads: evidence.heads.filter(isOther) };
    expect((await checkEvidence([ours])).contradictions).toEqual([]);
    expect((await checkEvidence([theirs])).contradictions).toEqual([]);
    expect((await checkEvidence([ours, theirs])).contradictions.length).toBe(1);
  });

  it('is not proven by what it has not signed, or another relay has', async () => {
    const { bob } = await talking();
    const evidence = await evidenceOf(bob, 'alice');
    const invented = evidence.heads.map((each) => ({ ...each, transcript: '07'.repeat(32) }));
    const verdict = await checkEvidence([evidence, { ...evidence, heads: invented }]);
    expect(verdict.contradictions).toEqual([]);
    expect(verdict.refused).toBe(invented.length);
    const other = { ...evidence, relayId: 'a'.repeat(52) };
    expect(await checkEvidence([other])).toMatchObject({ signed: 0, contradictions: [] });
    for (const text of ['', 'null', '{}', JSON.stringify({ ...evidence, version: 2 })]) {
      expect(parseEvidence(text)).toBeNull();
    }
  });

  it('comes behind a ticket that is good once, as the same document', async () => {
    const { bob } = await talking();
    const { id } = await bob.find('alice');
    const { ticket, name, sizeBytes } = await bob.call('evidence.open', { conversation: id });
    const opened = bob.engine?.useTicket(ticket);
    if (opened?.direction !== 'out') throw new Error('no ticket to read bytes');
    const pieces: Uint8Array[] = [];
    for await (const piece of opened.read()) pieces.push(piece);
    const { text } = await bob.call('evidence.export', { conversation: id });
    expect(Buffer.concat(pieces).toString()).toBe(text);
    expect(sizeBytes).toBe(Buffer.byteLength(text));
    expect(name).toBe('hushroom-evidence.json');
    expect(bob.engine?.useTicket(ticket)).toBeNull();
  });

  it('leaves nothing of what was said in the document', async () => {
    const { alice, bob } = await talking();
    const marker = 'a marker that nobody would invent';
    await alice.say('bob', marker);
    await world.clock.pass(10_000);
    const text = JSON.stringify(await evidenceOf(bob, 'alice'));
    for (const encoding of ['utf8', 'hex', 'base64'] as const) {
      expect(text.includes(Buffer.from(marker).toString(encoding))).toBe(false);
    }
    expect(JSON.stringify(await bob.messages('alice')).includes(marker)).toBe(true);
  });
});

describe('other alarms', () => {
  it('name who showed which history, and where', async () => {
    const { alice, bob } = await talking();
    let hidden = 0;
    bob.fromRelay = (bytes) => {
      const frame = decode(relayFrame, bytes);
      if (!('push' in frame)) return bytes;
      if (frame.push.type === 'head') return null;
      if (frame.push.type !== 'entry') return bytes;
      if (hidden++ === 0) return null;
      const { entry } = frame.push;
      return encode(relayFrame, { id: 0, push: { ...frame.push, entry: { ...entry, seq: entry.seq - 1 } } });
    };
    await alice.say('bob', 'kept from bob');
    await world.clock.pass(1_000);
    await alice.say('bob', 'three');
    await bob.untilLines('alice', ['alice: one', 'bob: two', 'alice: three']);
    const { id } = await bob.find('alice');
    const [alarm] = await bob.call('alarm.explain', { conversation: id });
    expect(alarm).toMatchObject({ code: 'history-differs', log: 'room', userName: 'alice' });
    expect((await evidenceOf(bob, 'alice')).claims).toMatchObject([{ userName: 'alice' }]);
    expect((await checkEvidence([await evidenceOf(bob, 'alice')])).contradictions).toEqual([]);
  });

  it('say how far a log goes that does not come, and since when', async () => {
    const { alice, bob } = await talking();
    const before = world.clock.now();
    bob.fromRelay = (bytes) => {
      const frame = decode(relayFrame, bytes);
      return 'push' in frame && frame.push.type === 'entry' ? null : bytes;
    };
    await alice.say('bob', 'late');
    await world.clock.pass(3 * 60_000);
    const { id } = await bob.find('alice');
    const [alarm] = await bob.call('alarm.explain', { conversation: id });
    if (alarm?.code !== 'messages-withheld') throw new Error('it is withheld');
    expect(alarm.shown).toBe(alarm.came + 1);
    expect(alarm.since).toBeGreaterThanOrEqual(before);
  });

  it('are not raised by what strangers say of the relay, and end with who is blocked', async () => {
    const { alice, bob } = await talking();
    const mallory = await world.join('mallory');
    /** Somebody writes whose app says that the list of people goes on and on. */
    const lie = async (person: Person): Promise<void> => {
      const stopLying = lieAboutRoster(Number.MAX_SAFE_INTEGER);
      await person.say('alice', 'look');
      stopLying();
      await world.clock.pass(3 * 60_000);
    };
    await lie(mallory);
    expect((await alice.find('mallory')).request).toEqual({ from: 'mallory' });
    expect((await alice.conversations()).flatMap(({ notices }) => notices)).toEqual([]);
    await lie(bob);
    const { id } = await alice.find('bob');
    expect(await alice.call('alarm.explain', { conversation: id })).toMatchObject([
      { code: 'messages-withheld', log: 'roster', userName: 'bob' },
    ]);
    await alice.call('person.block', { userName: 'bob' });
    expect((await alice.conversations()).flatMap(({ notices }) => notices)).toEqual([]);
  });
});
