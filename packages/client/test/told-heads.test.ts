// What is made of heads that a member tells in a direct message who means harm: at most an alarm, in the room that it is
// about, which names who told it and is over when they are gone.
import { ready, type Proposal } from '@hushroom/crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeContent, withHeads } from '../src/content/content.ts';
import type { RoomHead } from '../src/content/room-head.ts';
import { loadConversation, saveConversation } from '../src/conversation/conversation-record.ts';
import { loadAgreement } from '../src/room/room-record.ts';
import type { Room } from '../src/room/room.ts';
import { stageCommit } from '../src/room/sealing.ts';
import { judgeClaims } from '../src/room/told-heads.ts';
import { Seat, Table } from './room-table.ts';

beforeAll(() => ready);

let tea: Table;
let alice: Seat;
let bob: Seat;
let mallory: Seat;
/** The direct messages of mallory and bob. */
let direct: Table;
let teller: Seat;
let hearer: Seat;

beforeEach(async () => {
  [alice, bob, mallory] = [new Seat('alice'), new Seat('bob'), new Seat('mallory')];
  tea = await Table.of(alice, mallory, bob);
  [teller, hearer] = [mallory.beside(), bob.beside()];
  direct = await Table.direct(teller, hearer);
  for (const seat of [alice, mallory]) bob.parts.pins.see(seat.account.userName, seat.account.accountKey);
  tea.say(alice, 'welcome');
});

const LIE = new Uint8Array(32).fill(9);

function headOf(room: Room, change: Partial<RoomHead> = {}): RoomHead {
  const { cursor: seq, transcript } = room.record;
  return { logId: room.logId, seq, transcript, ...change };
}

/** Mallory tells heads in a table's room; bob's rooms of which something was claimed judge it. */
function tell(heads: readonly RoomHead[], table = direct, seat = teller): readonly string[] {
  const messageId = seat.parts.random(16);
  const roster = { seq: 0, transcript: new Uint8Array(32) };
  const content = encodeContent({ messageId, sentAt: 0, roster, part: { type: 'receipt', read: 0 } });
  seat.write(withHeads(content, heads), messageId);
  table.say(seat, withHeads(content, heads), messageId);
  judgeClaims(bob.room);
  return [...bob.room.claims.all.keys()];
}

function agreedWith(name: string): number | null {
  const agreed = bob.parts.storage.transaction((transaction) =>
    loadAgreement(transaction, bob.room.id, name),
  );
  return agreed?.seq ?? null;
}

function removeMallory(): void {
  const proposals: Proposal[] = [{ type: 'remove', removed: alice.leafOf(mallory) }];
  stageCommit(alice.room, { proposals, added: [], removed: ['mallory'], joiners: [] });
  tea.order(alice);
}

describe('heads that somebody tells', () => {
  it('agree, or are awaited: the furthest of what each has claimed', () => {
    expect(agreedWith('mallory')).toBeNull();
    expect(tell([headOf(bob.room)])).toEqual([]);
    expect(agreedWith('mallory')).toBe(bob.room.record.cursor);
    expect(bob.room.record.differs).toEqual([]);
    expect(tell([headOf(bob.room, { seq: 99 })])).toEqual(['mallory']);
    expect(bob.room.record.differs).toEqual([]);
    expect(tell([headOf(bob.room, { transcript: LIE })])).toEqual(['mallory']);
    expect(tell([headOf(bob.room, { seq: 100 })])).toEqual(['mallory']);
    expect(bob.room.claims.all.get('mallory')?.seq).toBe(100);
  });

  it('of another history raise the alarm once, and go on to be heard', () => {
    tell([headOf(bob.room, { transcript: LIE })]);
    tell([headOf(bob.room, { transcript: LIE })]);
    expect(bob.room.record.differs).toEqual(['mallory']);
    tea.say(alice, 'goes on');
    expect(bob.lines.at(-1)).toBe('goes on');
    tell([headOf(bob.room)]);
    expect(agreedWith('mallory')).toBe(bob.room.record.cursor);
  });

  it('ahead of this device are compared once the log has come so far', () => {
    const { cursor } = bob.room.record;
    tea.seats.splice(tea.seats.indexOf(bob), 1);
    tea.say(alice, 'it comes later');
    expect(tell([headOf(mallory.room)])).toEqual(['mallory']);
    bob.room.take(tea.log[cursor]!);
    expect(judgeClaims(bob.room)).toBe(false);
    expect(agreedWith('mallory')).toBe(cursor + 1);
    expect(tell([headOf(bob.room, { seq: cursor + 2, transcript: LIE })])).toEqual(['mallory']);
    tea.say(alice, 'and once more');
    bob.room.take(tea.log[cursor + 1]!);
    expect(judgeClaims(bob.room)).toBe(true);
    expect(bob.room.record.differs).toEqual(['mallory']);
    expect(bob.room.claims.all.size).toBe(0);
  });

  it('never move the place back up to which history is agreed', () => {
    const early = headOf(bob.room);
    tea.say(alice, 'more');
    tell([headOf(bob.room)]);
    const { cursor } = bob.room.record;
    expect(agreedWith('mallory')).toBe(cursor);
    tell([early]);
    expect(agreedWith('mallory')).toBe(cursor);
  });

  it('of places before one joined, and of logs that are not known, say nothing', () => {
    expect(tell([headOf(bob.room, { seq: 0, transcript: LIE })])).toEqual([]);
    expect(tell([headOf(bob.room, { logId: LIE, seq: 5 })])).toEqual([]);
    expect(tell([headOf(hearer.room, { seq: 99 })])).toEqual([]);
    expect(hearer.room.claims.all.size).toBe(0);
    expect(bob.room.record.differs).toEqual([]);
  });

  it('count from members only: what they claimed ends with them', () => {
    expect(tell([headOf(bob.room, { seq: 99 })])).toEqual(['mallory']);
    removeMallory();
    judgeClaims(bob.room);
    expect(bob.room.claims.all.size).toBe(0);
    expect(tell([headOf(bob.room, { seq: 99 })])).toEqual([]);
    expect(tell([headOf(bob.room, { transcript: LIE })])).toEqual([]);
    expect(bob.room.record.differs).toEqual([]);
  });

  it('count by the pinned key only', () => {
    bob.parts.pins.restore('mallory', alice.account.accountKey, false);
    expect(tell([headOf(bob.room, { seq: 99 })])).toEqual([]);
  });

  it('count in direct messages only', () => {
    expect(tell([headOf(hearer.room, { transcript: LIE })], tea, mallory)).toEqual([]);
    expect(hearer.room.claims.all.size).toBe(0);
    expect(hearer.room.record.differs).toEqual([]);
  });

  it('count from nobody who still asks, or is blocked', () => {
    const { id } = hearer.room;
    const ask = (consented: boolean): void => {
      bob.parts.storage.transaction((transaction) => {
        saveConversation(transaction, { ...loadConversation(transaction, id)!, consented });
      });
    };
    ask(false);
    expect(tell([headOf(bob.room, { seq: 99 })])).toEqual([]);
    ask(true);
    bob.parts.contacts.change('mallory', { blocked: true });
    expect(tell([headOf(bob.room, { seq: 99 })])).toEqual([]);
    bob.parts.contacts.change('mallory', { blocked: false });
    expect(tell([headOf(bob.room, { seq: 99 })])).toEqual(['mallory']);
  });

  it('take up one place for each member, on the disk as well', () => {
    for (let seq = 50; seq < 80; seq += 1) tell([headOf(bob.room, { seq })]);
    const kept = bob.parts.storage.transaction((transaction) => transaction.list('room-claim'));
    expect(kept.map(([key]) => key)).toEqual([`${bob.room.id}/mallory`]);
  });

  it('are saved with the message that told them, or not at all', () => {
    const { storage } = bob.parts;
    const before = hearer.room.record.cursor;
    const inner = storage.transaction.bind(storage);
    storage.transaction = (step) =>
      inner((transaction) => {
        const result = step(transaction);
        if (transaction.list('room-claim').length > 0) throw new Error('the disk is full');
        return result;
      });
    expect(() => tell([headOf(bob.room, { seq: 99 })])).toThrow('the disk is full');
    storage.transaction = inner;
    expect(hearer.room.record.cursor).toBe(before);
    expect(bob.room.claims.all.size).toBe(0);
  });
});
