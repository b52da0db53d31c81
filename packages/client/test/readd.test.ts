// Commits that take a device out and in again: what every member refuses of them, whoever makes them.
import { createCommit, ready, type Proposal } from '@hushroom/crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeSenderHead } from '../src/room/authenticated-data.ts';
import { checkCredential } from '../src/room/member.ts';
import {
  parseReadd,
  readdExtension,
  signReadd,
  type ReaddProof,
  type ReaddRequest,
} from '../src/room/readd-request.ts';
import { sealRow, stageCommit } from '../src/room/sealing.ts';
import { newKeyPackage } from '../src/roster/key-packages.ts';
import { Seat, Table } from './room-table.ts';

beforeAll(() => ready);

async function three(): Promise<{ table: Table; alice: Seat; bob: Seat; carol: Seat }> {
  const [alice, bob, carol] = [new Seat('alice'), new Seat('bob'), new Seat('carol')];
  return { table: await Table.of(alice, bob, carol), alice, bob, carol };
}

interface Asked extends ReaddRequest {
  readonly add: Proposal;
}

/** A request of somebody for the room, with a key package for it; `changed` replaces fields before it is signed. */
function ask(seat: Seat, made: number, changed: Partial<ReaddRequest> = {}): Asked {
  const record = newKeyPackage(seat.parts, [readdExtension(made)]);
  const { deviceId, deviceSecret } = seat.account;
  const fields = { logId: seat.room.logId, deviceId, made, keyPackage: record.encoded, ...changed };
  const { payload } = signReadd(deviceSecret, fields);
  return { ...parseReadd(payload), add: { type: 'add', keyPackage: record.keyPackage } };
}

/** A commit as a member makes it whose program does not keep Hushroom's rules. */
function commit(seat: Seat, proposals: Proposal[], readd: ReaddProof | null): Uint8Array {
  const { group, record } = seat.room;
  const { cursor: seq, transcript } = record;
  return createCommit(group!, {
    proposals,
    authenticatedData: encodeSenderHead({ seq, transcript, rotates: false, readd }),
    random: seat.parts.random,
    nowSeconds: Date.UTC(2026, 0, 1) / 1000,
    checkCredential,
  }).commit;
}

/** What the room is to those who follow it. */
function outcome(...seats: Seat[]): unknown {
  return seats.map(({ room }) => [
    room.record.status,
    Number(room.group?.epoch.context.epoch),
    room.members.map(({ userName, leafIndex }) => `${userName} ${String(leafIndex)}`),
  ]);
}

function serve(table: Table, server: Seat, asking: Seat, asked: Asked): void {
  const { made, signature, deviceId } = asked;
  stageCommit(server.room, {
    proposals: [{ type: 'remove', removed: server.leafOf(asking) }, asked.add],
    added: [],
    removed: [],
    joiners: [deviceId],
    readd: { userName: asking.account.userName, proof: { made, signature } },
  });
  table.order(server);
}

describe('a commit that takes a device out and in again', () => {
  it('is anybody’s to make who was asked, keeps the access token, and waits for the welcome', async () => {
    const { table, alice, bob, carol } = await three();
    const token = alice.room.record.token;
    serve(table, bob, carol, ask(carol, 5));
    expect(alice.room.members.map(({ userName }) => userName).sort()).toEqual(['alice', 'bob', 'carol']);
    expect(alice.room.record.token).toEqual(token);
    expect(alice.lines.at(-1)).toBe('[readded carol]');
    expect(bob.lines.at(-1)).toBe('[readded carol]');
    // Before the commit, which the welcome makes readable.
    expect(carol.room.record).toMatchObject({ status: 'stuck', cursor: table.log.length - 1 });
  });

  it('makes messages of the epoch before it void, which their sender seals again', async () => {
    const { table, alice, bob, carol } = await three();
    const row = bob.write('late');
    const sealed = sealRow(bob.room, row);
    serve(table, alice, carol, ask(carol, 5));
    table.orderSealed(sealed);
    expect(alice.lines).not.toContain('late');
    expect(bob.parts.outbox.ofConversation(bob.room.record.conversation)[0]?.sealed).toBeNull();
  });

  it('is void where the request is forged, of another device, room or key package, or goes with something else', async () => {
    const { table, alice, bob, carol } = await three();
    const mallory = new Seat('mallory');
    mallory.room = carol.room;
    const before = outcome(alice, carol);
    const out: Proposal = { type: 'remove', removed: bob.leafOf(carol) };
    const good = ask(carol, 5);
    const flipped = good.signature.map((byte, at) => (at === 9 ? byte ^ 1 : byte));
    const stranger = ask(mallory, 5);
    const elsewhere = ask(carol, 5, { logId: new Uint8Array(32).fill(9) });
    const older = ask(carol, 0);
    const otherTime = ask(carol, 5, { made: 6 });
    const attempts: [Proposal[], ReaddProof][] = [
      // Forged: nobody's signature, another member's, a stranger's.
      [[out, good.add], { made: 5, signature: flipped }],
      [[out, good.add], { made: 5, signature: ask(bob, 5).signature }],
      [[out, stranger.add], stranger],
      // Signed for another room, for another key package, with another time than its leaf shows, or with none.
      [[out, elsewhere.add], elsewhere],
      [[out, ask(carol, 5).add], good],
      [[out, otherTime.add], otherTime],
      [[out, older.add], older],
      // Bob in the place of carol, only out, only in, and one more out.
      [[{ type: 'remove', removed: bob.leafOf(alice) }, good.add], good],
      [[out], good],
      [[good.add], good],
      [[out, { type: 'remove', removed: bob.leafOf(alice) }, good.add], good],
    ];
    for (const [proposals, { made, signature }] of attempts) {
      let bytes: Uint8Array;
      try {
        bytes = commit(bob, proposals, { made, signature });
      } catch {
        // Not even its maker's MLS takes it: two leaves of one key.
        continue;
      }
      table.append('commit', bytes);
    }
    expect(alice.lines.filter((line) => line === '[changeRefused bob]').length).toBeGreaterThanOrEqual(9);
    expect(outcome(alice, carol)).toEqual(before);
    // The control: the good one is good.
    table.append('commit', commit(bob, [out, good.add], { made: 5, signature: good.signature }));
    expect(alice.lines.at(-1)).toBe('[readded carol]');
  });

  it('is void once more: a request counts once, and none after a newer one', async () => {
    const { table, alice, bob, carol } = await three();
    const first = ask(carol, 5);
    const second = ask(carol, 6);
    serve(table, alice, carol, second);
    const before = outcome(alice, bob);
    for (const { add, made, signature } of [first, second]) {
      const out: Proposal = { type: 'remove', removed: bob.leafOf(carol) };
      table.append('commit', commit(bob, [out, add], { made, signature }));
    }
    expect(outcome(alice, bob)).toEqual(before);
    expect(alice.lines.slice(-2)).toEqual(['[changeRefused bob]', '[changeRefused bob]']);
    serve(table, bob, carol, ask(carol, 7));
    expect(alice.lines.at(-1)).toBe('[readded carol]');
  });
});

describe('what is no request', () => {
  it('is refused as such', async () => {
    const { carol } = await three();
    const { logId, deviceId, made, keyPackage } = ask(carol, 5);
    const payload = signReadd(carol.account.deviceSecret, { logId, deviceId, made, keyPackage }).payload;
    expect(parseReadd(payload)).toMatchObject({ made: 5 });
    expect(() => parseReadd(payload.subarray(1))).toThrow();
    expect(() => parseReadd(Uint8Array.of(...payload, 0))).toThrow();
    expect(() => parseReadd(Uint8Array.of(0, 2, ...payload.subarray(2)))).toThrow(/version/);
  });
});
