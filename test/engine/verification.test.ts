// Verifying by the code on the other's screen: goal is that only the right code of the right person on the right relay
// verifies, and that each wrong one is told apart.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeSafetyCode, parseSafetyCode, type SafetyCode } from '@hushroom/crypto';
import { World, type Person } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
  expect(world.faults).toEqual([]);
});

async function codeOf(shower: Person, reader: Person): Promise<string> {
  return (await shower.call('person.safety', { userName: reader.name })).qr;
}

async function verificationOf(person: Person, of: Person): Promise<string | undefined> {
  const { people } = (await person.call('subscribe', {})).snapshot;
  return people.find(({ userName }) => userName === of.name)?.verification;
}

/** Bob's code with something changed, as alice scans it. */
async function scanChanged(
  alice: Person,
  bob: Person,
  change: (code: SafetyCode) => Partial<SafetyCode>,
): Promise<{ readonly verdict: string; readonly roster: string }> {
  const code = parseSafetyCode(await codeOf(bob, alice));
  const scanned = encodeSafetyCode({ ...code, ...change(code) });
  return alice.call('person.scan', { userName: 'bob', code: scanned });
}

describe('a key that was compared and is not theirs', () => {
  it('is warned of where one writes to them, until it is verified after all', async () => {
    const { alice } = await world.joinAll('alice', 'bob');
    await alice.say('bob', 'hello');
    await alice.call('person.differs', { userName: 'bob' });
    expect((await alice.find('bob')).notices).toEqual([{ code: 'key-differs', userName: 'bob' }]);
    await alice.restart();
    expect((await alice.find('bob')).notices).toEqual([{ code: 'key-differs', userName: 'bob' }]);
    const { digits } = await alice.call('person.safety', { userName: 'bob' });
    await alice.call('person.verify', { userName: 'bob', digits });
    expect((await alice.find('bob')).notices).toEqual([]);
  });
});

describe('a scanned code', () => {
  it('verifies the one who shows it, and not the one who scans', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    const scan = await alice.call('person.scan', { userName: 'bob', code: await codeOf(bob, alice) });
    expect(scan).toEqual({ verdict: 'verified', roster: 'agrees' });
    expect(await verificationOf(alice, bob)).toBe('verified');
    expect(await verificationOf(bob, alice)).toBe('unverified');
  });

  it('of another relay, of others or with another key does not', async () => {
    const { alice, bob, carol } = await world.joinAll('alice', 'bob', 'carol');
    const key = new Uint8Array(32).fill(3);
    const scans = [
      await scanChanged(alice, bob, () => ({ relayId: key })),
      await alice.call('person.scan', { userName: 'bob', code: await codeOf(carol, alice) }),
      await alice.call('person.scan', { userName: 'bob', code: await codeOf(bob, carol) }),
      await scanChanged(alice, bob, ({ shower }) => ({ shower: { ...shower, accountKey: key } })),
      await scanChanged(alice, bob, ({ reader }) => ({ reader: { ...reader, accountKey: key } })),
    ];
    expect(scans.map(({ verdict }) => verdict)).toEqual([
      'other-relay',
      'other-people',
      'other-people',
      'their-key-differs',
      'my-key-differs',
    ]);
    expect(await verificationOf(alice, bob)).toBe('unverified');
    const rubbish = alice.call('person.scan', { userName: 'bob', code: 'https://example.org/' });
    await expect(rubbish).rejects.toMatchObject({ code: 'safety-code-malformed' });
  });

  it('with another key, as a comparison that came out otherwise, stays known until that key is verified after all', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    const differs = async (): Promise<boolean | undefined> => {
      const { people } = (await alice.call('subscribe', {})).snapshot;
      return people.find(({ userName }) => userName === 'bob')?.differs;
    };
    expect(await differs()).toBe(false);
    const key = new Uint8Array(32).fill(3);
    await scanChanged(alice, bob, ({ shower }) => ({ shower: { ...shower, accountKey: key } }));
    await alice.restart();
    expect(await differs()).toBe(true);
    expect(alice.events.findLast(({ event }) => event.type === 'person')?.event).toMatchObject({
      person: { userName: 'bob', differs: true },
    });
    await alice.call('person.scan', { userName: 'bob', code: await codeOf(bob, alice) });
    expect([await differs(), await verificationOf(alice, bob)]).toEqual([false, 'verified']);
    await alice.call('person.differs', { userName: 'bob' });
    expect([await differs(), await verificationOf(alice, bob)]).toEqual([true, 'verified']);
  });

  it('with another list of people is an alarm about the relay, and a longer one is waited for', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob');
    await alice.direct('bob');
    const ahead = await scanChanged(alice, bob, ({ rosterHead }) => ({
      rosterHead: { ...rosterHead, seq: rosterHead.seq + 1 },
    }));
    expect(ahead).toEqual({ verdict: 'verified', roster: 'ahead' });
    expect((await alice.find('bob')).notices).toEqual([]);
    await world.clock.pass(3 * 60_000);
    expect((await alice.find('bob')).notices).toEqual([{ code: 'messages-withheld' }]);
    const other = await scanChanged(alice, bob, ({ rosterHead }) => ({
      rosterHead: { ...rosterHead, transcript: new Uint8Array(32) },
    }));
    expect(other).toEqual({ verdict: 'verified', roster: 'differs' });
    expect((await alice.find('bob')).notices).toContainEqual({ code: 'relay-forked' });
  });
});

describe('a room', () => {
  it('counts who of the others is verified, and says so at once when that changes', async () => {
    const { alice, bob } = await world.joinAll('alice', 'bob', 'carol');
    const { id } = await alice.call('room.create', { name: 'tea' });
    for (const userName of ['bob', 'carol']) await alice.call('room.add', { conversation: id, userName });
    const counts = (): unknown => {
      const told = alice.events.findLast(({ event }) => event.type === 'conversation')?.event;
      return told?.type === 'conversation'
        ? [told.conversation.title, told.conversation.verifiedCount]
        : null;
    };
    expect(await alice.find('tea')).toMatchObject({ memberCount: 3, verifiedCount: 0 });
    await alice.call('person.scan', { userName: 'bob', code: await codeOf(bob, alice) });
    expect(counts()).toEqual(['tea', 1]);
    await alice.call('person.unverify', { userName: 'bob' });
    expect(counts()).toEqual(['tea', 0]);
  });
});
