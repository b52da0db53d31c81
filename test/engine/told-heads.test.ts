// Direct messages tell how far other rooms go. Goal: a relay that keeps a room from somebody, or shows them another one, is
// found out by any direct message that it still delivers, and nobody learns of a room in which they are not.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Withholding } from './withholding.ts';
import { wiretap, type Overheard } from './wiretap.ts';
import { World, type Person } from './world.ts';

const MINUTE = 60_000;

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
  expect(world.faults).toEqual([]);
});

/** Two people know each other: each has written. */
async function introduce(one: Person, other: Person): Promise<void> {
  await one.say(other.name, 'hello');
  await other.untilLines(one.name, [`${one.name}: hello`]);
  await other.say(one.name, 'hi');
  await one.untilLines(other.name, [`${one.name}: hello`, `${other.name}: hi`]);
}

/** A room of people who know its founder. Returns its log in hex. */
async function room(name: string, founder: Person, ...others: Person[]): Promise<string> {
  const { id: conversation } = await founder.call('room.create', { name });
  for (const { name: userName } of others) await founder.call('room.add', { conversation, userName });
  for (const other of others) {
    await world.clock.until(() => other.disk.records.get('room')?.has(conversation) === true);
  }
  return conversation;
}

/** Alice, bob and carol, who know each other, in a room in which all is said that was to be said. */
async function tea(): Promise<{ alice: Person; bob: Person; carol: Person; log: string }> {
  const people = await world.joinAll('alice', 'bob', 'carol');
  const { alice, bob, carol } = people;
  await introduce(alice, bob);
  await introduce(alice, carol);
  await introduce(bob, carol);
  const log = await room('tea', alice, bob, carol);
  await alice.sayIn('tea', 'welcome');
  // Leaves are renewed within a minute, receipts told within seconds.
  await world.clock.pass(3 * MINUTE);
  return { ...people, log };
}

/** Gives the first two entries each in the place of the other: neither says more than what was there before both. */
function pushTurned(relay: Withholding): void {
  const [one, two] = relay.kept;
  relay.push({ ...two!, seq: one!.seq });
  relay.push({ ...one!, seq: two!.seq });
}

async function withheldFrom(person: Person, title: string): Promise<unknown> {
  const { id } = await person.find(title);
  const alarms = await person.call('alarm.explain', { conversation: id });
  return alarms.filter(({ code }) => code === 'messages-withheld');
}

describe('a room that the relay keeps from somebody', () => {
  it('is missed two minutes after a direct message of a member, who is named, until it comes', async () => {
    const { alice, bob, log } = await tea();
    const relay = await Withholding.begin(bob, log);
    await alice.sayIn('tea', 'not for bob');
    await world.clock.pass(10 * MINUTE);
    // Nothing that comes to bob speaks of it.
    expect((await bob.find('tea')).notices).toEqual([]);
    await alice.say('bob', 'did you see it?');
    await world.clock.pass(MINUTE);
    expect((await bob.messages('alice')).at(-1)?.body).toMatchObject({ text: 'did you see it?' });
    expect((await bob.find('tea')).notices).toEqual([]);
    await world.clock.pass(MINUTE + 1_000);
    expect((await bob.find('tea')).notices).toEqual([{ code: 'messages-withheld' }]);
    expect((await bob.find('alice')).notices).toEqual([]);
    expect(await withheldFrom(bob, 'tea')).toMatchObject([{ log: 'room', userName: 'alice' }]);
    relay.end();
    for (const entry of relay.kept) relay.push(entry);
    await world.clock.pass(1_000);
    expect((await bob.lines('tea')).at(-1)).toBe('alice: not for bob');
    expect((await bob.find('tea')).notices).toEqual([]);
  });

  it('is missed after a restart as well, but not while there is no connection', async () => {
    const { alice, bob, log } = await tea();
    const relay = await Withholding.begin(bob, log);
    await alice.sayIn('tea', 'not for bob');
    await world.clock.pass(10_000);
    await alice.say('bob', 'did you see it?');
    await world.clock.pass(MINUTE);
    bob.stop();
    bob.reachable = false;
    await bob.start();
    await world.clock.pass(10 * MINUTE);
    expect((await bob.find('tea')).notices).toEqual([]);
    bob.reachable = true;
    await bob.untilOnline();
    await world.clock.pass(MINUTE);
    expect((await bob.find('tea')).notices).toEqual([]);
    await world.clock.pass(MINUTE + 1_000);
    expect((await bob.find('tea')).notices).toEqual([{ code: 'messages-withheld' }]);
    expect(await withheldFrom(bob, 'tea')).toMatchObject([{ userName: 'alice' }]);
    relay.end();
    await bob.restart();
    await bob.untilOnline();
    await world.clock.pass(1_000);
    expect((await bob.find('tea')).notices).toEqual([]);
  });

  it('and delivers changed within the two minutes is another history, by the word of who told', async () => {
    const { alice, bob, log } = await tea();
    const relay = await Withholding.begin(bob, log);
    await alice.sayIn('tea', 'one');
    await alice.sayIn('tea', 'two');
    await world.clock.pass(500);
    await alice.say('bob', 'did you see them?');
    await world.clock.pass(500);
    pushTurned(relay);
    await world.clock.pass(500);
    expect((await bob.lines('tea')).slice(-2)).toEqual(['alice: two', 'alice: one']);
    expect((await bob.find('tea')).notices).toEqual([{ code: 'history-differs', userName: 'alice' }]);
    expect((await bob.find('alice')).notices).toEqual([]);
  });
});

describe('another history of a room', () => {
  it('is noticed with the next direct message, and explained by who told it', async () => {
    const { alice, bob, log } = await tea();
    const relay = await Withholding.begin(bob, log);
    await alice.sayIn('tea', 'one');
    await alice.sayIn('tea', 'two');
    await world.clock.pass(500);
    pushTurned(relay);
    await world.clock.pass(100);
    expect((await bob.find('tea')).notices).toEqual([]);
    await alice.say('bob', 'did you see them?');
    await world.clock.pass(100);
    const differs = { code: 'history-differs', userName: 'alice' };
    expect((await bob.find('tea')).notices).toEqual([differs]);
    await bob.restart();
    const { id: conversation } = await bob.find('tea');
    const [alarm] = await bob.call('alarm.explain', { conversation });
    expect(alarm).toMatchObject({ ...differs, log: 'room' });
    const { text } = await bob.call('evidence.export', { conversation });
    expect(JSON.parse(text)).toMatchObject({ claims: [{ log, userName: 'alice' }] });
  });
});

it('history agreed up to is moved on by what a direct message tells', async () => {
  const { alice, bob, carol, log } = await tea();
  const agreedAt = async (): Promise<number> => {
    const members = await bob.call('room.members', { conversation: log });
    return members.find(({ userName }) => userName === 'alice')?.agreedAt ?? 0;
  };
  const relay = await Withholding.begin(bob, log);
  await carol.sayIn('tea', 'one more');
  await world.clock.pass(500);
  // What alice says in the room of what she has read does not come.
  relay.push(relay.kept[0]!);
  await world.clock.pass(100);
  const before = await agreedAt();
  await alice.say('bob', 'so it is');
  await world.clock.pass(100);
  expect(await agreedAt()).toBeGreaterThan(before);
});

describe('what is told', () => {
  const TEXT = 1;
  const RECEIPT = 6;
  const of = (overheard: readonly Overheard[], kind: number): Overheard[] =>
    overheard.filter((each) => each.kind === kind);

  it('is of rooms of both, stands in direct messages only, and ends with the membership', async () => {
    const { alice, bob, carol, log } = await tea();
    const secret = await room('secret', alice, carol);
    await alice.sayIn('secret', 'nothing of bob');
    await world.clock.pass(MINUTE);
    const overheard = wiretap(bob);
    await alice.say('bob', 'one');
    await alice.sayIn('tea', 'to all');
    await world.clock.pass(10_000);
    const [direct, inRoom] = of(overheard, TEXT);
    expect([...(direct?.heads.keys() ?? [])]).toEqual([log]);
    expect(direct?.log).not.toBe(log);
    expect([inRoom?.log, inRoom?.heads.size]).toEqual([log, 0]);
    expect(JSON.stringify(overheard.map(({ heads }) => [...heads]))).not.toContain(secret);
    // Receipts tell as well: who only reads is heard of, too.
    await bob.say('alice', 'two');
    await world.clock.pass(10_000);
    const receipts = of(overheard, RECEIPT).filter((each) => each.log === direct?.log);
    expect([...(receipts.at(-1)?.heads.keys() ?? [])]).toEqual([log]);
    await alice.call('room.remove', { conversation: log, userName: 'bob' });
    overheard.length = 0;
    await alice.say('bob', 'three');
    await world.clock.pass(10_000);
    expect(of(overheard, TEXT).map(({ heads }) => heads.size)).toEqual([0]);
  });

  it('is nothing in a request, and nothing of a room that is one still', async () => {
    const { alice, bob, carol } = await world.joinAll('alice', 'bob', 'carol');
    const shared = await room('hall', carol, alice, bob);
    await alice.accept('hall');
    await bob.accept('hall');
    const unanswered = await room('cellar', carol, alice, bob);
    await bob.accept('cellar');
    await world.clock.pass(3 * MINUTE);
    const [toAlice, toBob] = [wiretap(alice), wiretap(bob)];
    await alice.say('bob', 'you do not know me');
    await alice.say('bob', 'we are both in the hall');
    await world.clock.pass(10_000);
    expect(of(toBob, TEXT).map(({ heads }) => heads.size)).toEqual([0, 0]);
    await bob.say('alice', 'so we are');
    await world.clock.pass(10_000);
    expect([...(of(toAlice, TEXT)[0]?.heads.keys() ?? [])].sort()).toEqual([shared, unanswered].sort());
    await alice.say('bob', 'good');
    await world.clock.pass(10_000);
    // Alice has not accepted the cellar, and nobody is told that she reads it.
    expect([...(of(toBob, TEXT).at(-1)?.heads.keys() ?? [])]).toEqual([shared]);
  });

  it('is at most eight rooms at a time, in their turn, and changes no size', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await introduce(alice, bob);
    await world.clock.pass(3 * MINUTE);
    const overheard = wiretap(bob);
    const lengths = [1, 200, 700, 810, 1_500];
    const say = async (): Promise<Overheard[]> => {
      overheard.length = 0;
      for (const length of lengths) {
        await alice.say('bob', 'x'.repeat(length));
        await world.clock.pass(200);
      }
      return of(overheard, TEXT);
    };
    const alone = await say();
    expect(alone.map(({ heads }) => heads.size)).toEqual([0, 0, 0, 0, 0]);
    const rooms: string[] = [];
    for (let count = 0; count < 20; count += 1) rooms.push(await room(`room ${count}`, alice, bob));
    await world.clock.pass(3 * MINUTE);
    const together = await say();
    expect(together.map(({ bytes }) => bytes)).toEqual(alone.map(({ bytes }) => bytes));
    expect(together.map(({ heads }) => heads.size)).toEqual([8, 8, 1, 0, 4]);
    await alice.sayIn('room 3', 'news');
    await world.clock.pass(10_000);
    overheard.length = 0;
    await alice.say('bob', 'after news');
    await world.clock.pass(200);
    await alice.say('bob', 'and the rest');
    await world.clock.pass(200);
    const [news, rest] = of(overheard, TEXT);
    expect([...(news?.heads.keys() ?? [])][0]).toBe(rooms[3]);
    const all = [...together, news, rest].flatMap((each) => [...(each?.heads.keys() ?? [])]);
    expect(new Set(all)).toEqual(new Set(rooms));
  });
});
