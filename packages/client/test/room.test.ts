// What members make of entries that are late, void, malformed, from another version or meant to harm.
import { createCommit, createProposal, ready, type Proposal } from '@hushroom/crypto';
import { encode, opaque, struct, uint16, uint53, fixed } from '@hushroom/codec';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeSenderHead } from '../src/room/authenticated-data.ts';
import { checkCredential } from '../src/room/member.ts';
import { proposeLeave, sealRow, stageCommit } from '../src/room/sealing.ts';
import { Room } from '../src/room/room.ts';
import { roomContextExtension } from '../src/room/room-context.ts';
import { makeKeyPackage } from '../src/roster/key-packages.ts';
import { Seat, Table } from './room-table.ts';

beforeAll(() => ready);

const NOW_SECONDS = Date.UTC(2026, 0, 1) / 1000;

async function three(): Promise<{ table: Table; alice: Seat; bob: Seat; carol: Seat }> {
  const [alice, bob, carol] = [new Seat('alice'), new Seat('bob'), new Seat('carol')];
  return { table: await Table.of(alice, bob, carol), alice, bob, carol };
}

function remove(admin: Seat, member: Seat): void {
  const proposals: Proposal[] = [{ type: 'remove', removed: admin.leafOf(member) }];
  stageCommit(admin.room, { proposals, added: [], removed: [member.account.userName], joiners: [] });
}

/** A commit as a member makes it whose program does not keep Hushroom's rules. */
function lawless(seat: Seat, proposals: Proposal[], rotates = false): Uint8Array {
  const { group, record } = seat.room;
  const { cursor: seq, transcript } = record;
  return createCommit(group!, {
    proposals,
    authenticatedData: encodeSenderHead({ seq, transcript, rotates }),
    random: seat.parts.random,
    nowSeconds: NOW_SECONDS,
    checkCredential,
  }).commit;
}

describe('content', () => {
  const frame = struct<Record<string, never>>({
    messageId: fixed(16),
    sentAt: uint53,
    rosterSeq: uint53,
    rosterTree: fixed(32),
    kind: uint16,
    body: opaque(100_000),
    extensions: opaque(100_000),
  } as never);
  const content = (kind: number, body: Uint8Array): Uint8Array =>
    encode(frame, {
      messageId: new Uint8Array(16).fill(kind),
      sentAt: 1,
      rosterSeq: 0,
      rosterTree: new Uint8Array(32),
      kind,
      body,
      extensions: new Uint8Array(),
    } as never);

  it('of a kind that this version does not know is shown as such, and the next message is read', async () => {
    const { table, alice, bob } = await three();
    table.say(alice, content(4711, new Uint8Array(20)));
    table.say(alice, 'next');
    expect(bob.lines.slice(-2)).toEqual(['[unknown-content]', 'next']);
  });

  it('that is malformed, over-long or not text is shown as such, and stops nothing', async () => {
    const { table, alice, bob } = await three();
    const text = (length: number, byte: number): Uint8Array =>
      encode(opaque(100_000), new Uint8Array(length).fill(byte));
    table.say(alice, Uint8Array.of(1, 2, 3));
    table.say(alice, content(1, text(16 * 1024 + 1, 0x61)));
    table.say(alice, content(1, text(3, 0xff)));
    table.say(alice, 'next');
    expect(bob.lines.slice(-4)).toEqual(['[bad-content]', '[bad-content]', '[bad-content]', 'next']);
  });

  it('under a message id that its sender has used shows once; under another’s it shows beside', async () => {
    const { table, alice, bob, carol } = await three();
    const id = new Uint8Array(16).fill(9);
    table.say(alice, 'first', id);
    table.say(bob, 'same id, other sender', id);
    table.append('message', new Uint8Array(40).fill(1));
    expect(carol.lines.slice(-3)).toEqual(['first', 'same id, other sender', '[malformed]']);
    const again = sealRow(alice.room, alice.write('second under the same id', id));
    table.orderSealed(again);
    expect(carol.lines.slice(-3)).toEqual(['first', 'same id, other sender', '[malformed]']);
  });
});

describe('late messages', () => {
  it('are read across an add', async () => {
    const { table, alice, bob, carol } = await three();
    const late = sealRow(bob.room, bob.write('late'));
    const dave = new Seat('dave');
    table.add(alice, dave);
    table.orderSealed(late);
    expect(carol.lines.at(-1)).toBe('late');
    // Who came after it was sealed cannot read it, and is not shown that there is something to miss.
    expect(dave.lines).toEqual([]);
  });

  it('are void across a removal, and sealed again under the same message id', async () => {
    const { table, alice, bob, carol } = await three();
    const late = sealRow(bob.room, bob.write('late'));
    remove(alice, carol);
    table.order(alice);
    table.orderSealed(late);
    expect(alice.lines).not.toContain('late');
    const [again] = bob.parts.outbox.ofConversation(bob.room.record.conversation);
    expect(again?.sealed).toBeNull();
    table.orderSealed(sealRow(bob.room, again!));
    expect(alice.lines.filter((line) => line === 'late').length).toBe(1);
    expect(bob.lines.filter((line) => line === 'late').length).toBe(1);
    expect(carol.room.record.status).toBe('removed');
    expect(bob.parts.outbox.waiting).toBe(0);
  });

  it('of more than five epochs ago are void, and sealed again', async () => {
    const { table, alice, bob, carol } = await three();
    const late = sealRow(bob.room, bob.write('late'));
    for (let epoch = 0; epoch < 6; epoch++) {
      stageCommit(alice.room, { proposals: [], added: [], removed: [], joiners: [] });
      table.order(alice);
    }
    table.orderSealed(late);
    expect(carol.lines).not.toContain('late');
    const [again] = bob.parts.outbox.ofConversation(bob.room.record.conversation);
    table.orderSealed(sealRow(bob.room, again!));
    expect(carol.lines.at(-1)).toBe('late');
  });
});

describe('a void commit', () => {
  const outcome = (seats: Seat[]): unknown =>
    seats.map(({ room }) => [
      room.record.status,
      Number(room.group?.epoch.context.epoch),
      room.members.length,
    ]);

  it('of a member who may not add, remove or rotate changes nothing, and the room goes on', async () => {
    const { table, alice, bob, carol } = await three();
    const before = outcome([alice, carol]);
    const { keyPackage } = makeKeyPackage(new Seat('mallory').parts);
    for (const commit of [
      lawless(bob, [{ type: 'add', keyPackage }]),
      lawless(bob, [{ type: 'remove', removed: bob.leafOf(carol) }]),
      lawless(bob, [{ type: 'groupContextExtensions', extensions: [] }]),
      ...[
        { name: 'mine' },
        { admins: [bob.account.accountKey] },
        { settings: [{ type: 2, data: new Uint8Array(4).fill(1) }] },
      ].map((change) => {
        const extension = roomContextExtension({ ...bob.room.context!, ...change });
        return lawless(bob, [{ type: 'groupContextExtensions', extensions: [extension] }]);
      }),
      lawless(bob, [], true),
    ]) {
      table.append('commit', commit);
    }
    // Admins are told, others can do nothing about it.
    expect(alice.lines.filter((line) => line === '[changeRefused bob]').length).toBe(7);
    expect(carol.lines.join()).not.toContain('changeRefused');
    expect(outcome([alice, carol])).toEqual(before);
    expect(alice.room.context?.name).toBe('tea');
    expect(alice.lines.filter((line) => line.startsWith('[renamed') || line.startsWith('[role'))).toEqual([]);
    table.say(carol, 'still here');
    expect(alice.lines.at(-1)).toBe('still here');
  });

  it('of an admin is void as well if it removes without ending access, or leaves two keys under one name', async () => {
    const { table, alice, bob, carol } = await three();
    const before = outcome([bob, carol]);
    const { keyPackage } = makeKeyPackage(new Seat('bob', 'another bob').parts);
    table.append('commit', lawless(alice, [{ type: 'remove', removed: alice.leafOf(carol) }]));
    table.append('commit', lawless(alice, [{ type: 'add', keyPackage }]));
    expect(outcome([bob, carol])).toEqual(before);
  });

  it('drops one’s own commit under way, which is made anew', async () => {
    const { table, alice, bob, carol } = await three();
    remove(alice, carol);
    const [news] = table.append('commit', new Uint8Array(50).fill(3));
    expect(news?.pending).toBe('dropped');
    expect(alice.room.pending).toBeNull();
    remove(alice, carol);
    table.order(alice);
    expect(bob.room.members.map(({ userName }) => userName)).toEqual(['alice', 'bob']);
  });
});

describe('an own commit that was given up', () => {
  it('and is ordered after all takes effect here as it does for the others', async () => {
    const { table, alice, bob, carol } = await three();
    remove(alice, carol);
    const { payload, clientEntryId } = alice.room.pending!.request;
    table.append('commit', new Uint8Array(50).fill(3));
    remove(alice, carol);
    const [news] = table.append('commit', payload, clientEntryId);
    expect(news?.pending).toBe('merged');
    expect(alice.room.pending).toBeNull();
    table.say(alice, 'one');
    table.say(bob, 'two');
    expect(bob.lines.slice(-3)).toEqual(['[removed carol]', 'one', 'two']);
    expect(alice.lines.slice(-3)).toEqual(['[removed carol]', 'one', 'two']);
    expect(carol.room.record.status).toBe('removed');
  });
});

describe('a standalone proposal', () => {
  it('of anything but one’s own removal is void, and blocks nobody', async () => {
    const { table, alice, bob, carol } = await three();
    const { cursor: seq, transcript } = bob.room.record;
    const { message } = createProposal(bob.room.group!, {
      proposal: { type: 'remove', removed: bob.leafOf(carol) },
      authenticatedData: encodeSenderHead({ seq, transcript, rotates: false }),
      nowSeconds: NOW_SECONDS,
      random: bob.parts.random,
    });
    table.append('message', message);
    table.say(alice, 'not blocked');
    expect(carol.lines.at(-1)).toBe('not blocked');
  });

  it('of the last admin to leave is void, since nobody could carry it out', async () => {
    const { table, alice, bob, carol } = await three();
    proposeLeave(alice.room);
    const [row] = alice.parts.outbox.ofRoom(alice.room.id);
    table.orderSealed(row!);
    table.say(bob, 'not blocked');
    expect(carol.lines.at(-1)).toBe('not blocked');
  });

  it('to leave is carried out by whoever commits next; access ends with the next commit of an admin', async () => {
    const { table, alice, bob, carol } = await three();
    proposeLeave(carol.room);
    const [row] = carol.parts.outbox.ofRoom(carol.room.id);
    table.orderSealed(row!);
    const token = alice.room.record.token;
    stageCommit(bob.room, { proposals: [], added: [], removed: [], joiners: [] });
    table.order(bob);
    expect(carol.room.record.status).toBe('left');
    expect(alice.lines.at(-1)).toBe('[left carol]');
    expect(alice.room.record).toMatchObject({ rotationDue: true, token });
    stageCommit(alice.room, { proposals: [], added: [], removed: [], joiners: [] });
    expect(alice.room.pending?.request.rotation).not.toBeNull();
    table.order(alice);
    expect(alice.room.record.rotationDue).toBe(false);
    expect(bob.room.record.token).toEqual(alice.room.record.token);
    expect(bob.room.record.token).not.toEqual(token);
  });
});

describe('a member’s head', () => {
  it('that cannot be true, or is of another history, is an alarm that names the member', async () => {
    const { table, alice, bob, carol } = await three();
    // Bob's program says that it has processed what does not exist yet.
    const { room } = bob;
    const lying = new Room(
      bob.parts,
      { ...room.record, cursor: 99, transcript: new Uint8Array(32) },
      room.group,
    );
    table.orderSealed(sealRow(lying, bob.write('from the future')));
    expect(carol.room.record.differs).toEqual(['bob']);
    table.say(alice, 'all is well');
    expect(carol.room.record.differs).toEqual(['bob']);
  });

  it('of very many names more than the first 256 stops no log', async () => {
    const { table, bob, carol } = await three();
    const other = { seq: 1, mine: null, theirs: new Uint8Array(32) };
    for (let count = 0; count < 2000; count++) {
      carol.room.raiseDiffers(count.toString().padStart(32, 'x'), other);
    }
    const { room } = bob;
    const lying = new Room(
      bob.parts,
      { ...room.record, cursor: 99, transcript: new Uint8Array(32) },
      room.group,
    );
    table.orderSealed(sealRow(lying, bob.write('from the future')));
    expect(carol.lines.at(-1)).toBe('from the future');
    expect(carol.room.record.differs).toHaveLength(256);
  });
});

describe('a payload that has expired', () => {
  it('is said for a message, and stops the room for a commit', async () => {
    const { table, alice, bob } = await three();
    const expire = (kind: 'message' | 'commit'): void => {
      const seq = bob.room.record.cursor + 1;
      const clientEntryId = new Uint8Array(16);
      bob.room.take({
        seq,
        kind,
        clientEntryId,
        after: 0,
        payload: null,
        entryHash: new Uint8Array(32),
        receivedAt: 1,
      });
    };
    expire('message');
    expect(bob.lines.at(-1)).toBe('[expired]');
    expect(bob.room.record.status).toBe('active');
    expire('commit');
    expect(bob.room.record.status).toBe('stuck');
    expect(alice.room.record.status).toBe('active');
    expect(table.log.length).toBe(2);
  });
});
