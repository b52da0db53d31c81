// Acts that a hostile member seals by hand: whoever follows the protocol would not send them.
import { ready } from '@hushroom/crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { encodeContent, type NewContent } from '../src/content/content.ts';
import { NO_EXTENSIONS } from '../src/content/extensions.ts';
import { afterAct } from '../src/conversation/act.ts';
import type { Author } from '../src/conversation/message-marks.ts';
import { recordOf, rowOf, type MessageRecord } from '../src/conversation/message-record.ts';
import { sealRow } from '../src/room/sealing.ts';
import { sha256 } from '../src/sha256.ts';
import { Seat, Table } from './room-table.ts';

let alice: Seat;
let bob: Seat;
let mallory: Seat;
let table: Table;
beforeEach(async () => {
  await ready;
  [alice, bob, mallory] = [new Seat('alice'), new Seat('bob'), new Seat('mallory')];
  table = await Table.of(alice, bob, mallory);
});

/** Seals a part as `seat`, which need not think it right. */
function seal(seat: Seat, part: NewContent['part'], more: Partial<NewContent> = {}): void {
  const messageId = seat.parts.random(16);
  const roster = { seq: 0, transcript: new Uint8Array(32) };
  const sentAt = seat.parts.clock.now();
  table.say(seat, encodeContent({ messageId, sentAt, roster, part, ...more }));
}

function found(seat: Seat, id: string): MessageRecord | null {
  return seat.parts.storage.transaction((transaction) => {
    const row = transaction.message(id);
    return row === null ? null : recordOf(row);
  });
}

/** Alice says something that all have; returns its row. */
function said(text: string): string {
  const row = sealRow(alice.room, alice.write(text));
  table.orderSealed(row);
  return row.message ?? '';
}

describe('acts', () => {
  it('by somebody else change nothing, and take nothing back', () => {
    const id = said('mine');
    seal(mallory, { type: 'edit', target: id, text: 'not mine' });
    seal(mallory, { type: 'deletion', target: id });
    for (const seat of [alice, bob]) {
      expect(found(seat, id)).toMatchObject({ body: { text: 'mine' }, marks: { editedAt: null } });
    }
  });

  it('of the author are void after the day, whatever time the act claims', () => {
    const id = said('first');
    const day = 24 * 60 * 60 * 1000;
    seal(alice, { type: 'edit', target: id, text: 'late' }, { sentAt: alice.parts.clock.now() + day + 1 });
    seal(alice, { type: 'edit', target: id, text: 'early' }, { sentAt: alice.parts.clock.now() - day - 1 });
    expect(found(bob, id)?.body).toEqual({ type: 'text', text: 'first' });
    seal(alice, { type: 'edit', target: id, text: 'second' }, { sentAt: alice.parts.clock.now() + day });
    expect(found(bob, id)?.body).toEqual({ type: 'text', text: 'second' });
  });

  it('that flood with reactions leave a handful, and nothing that is no emoji', () => {
    const id = said('popular');
    for (let code = 0; code < 40; code++) {
      seal(mallory, { type: 'reaction', target: id, emoji: String.fromCodePoint(0x1f600 + code), on: true });
    }
    seal(bob, { type: 'reaction', target: id, emoji: 'words', on: true });
    expect(found(bob, id)?.marks.reactions.map(({ author }) => author.userName)).toEqual(
      Array.from({ length: 6 }, () => 'mallory'),
    );
  });

  it('that react are void above a thousand on one message, by however many people, until one is taken back', () => {
    const id = said('very popular');
    const people = Array.from({ length: 1400 }, (_, index) => ({
      userName: index.toString().padStart(32, 'x'),
      accountKey: sha256(Uint8Array.of(index >> 8, index)),
      pinned: true,
    }));
    // The longest that are one emoji.
    const emojis = ['👩', '👨', '🧑', '👧', '👦', '👶'].map((first) => first + '\u200d👩'.repeat(8));
    const react = (to: MessageRecord, author: Author, emoji: string, on = true): MessageRecord => {
      const part = { type: 'reaction', target: id, emoji, on } as const;
      return afterAct(to, { part, author, sentAt: 1, disappears: false, mentions: [] }, 'bob') ?? to;
    };
    let popular = found(alice, id)!;
    for (const person of people) {
      for (const emoji of emojis) popular = react(popular, person, emoji);
    }
    const { reactions } = popular.marks;
    for (const seat of [alice, bob, mallory]) {
      const before = found(seat, id)!;
      seat.parts.storage.transaction((transaction) => {
        transaction.putMessage(rowOf({ ...before, marks: { ...before.marks, reactions } }));
      });
    }
    seal(bob, { type: 'reaction', target: id, emoji: '👍', on: true });
    for (const seat of [alice, bob, mallory]) expect(found(seat, id)?.marks.reactions).toEqual(reactions);
    expect(reactions).toHaveLength(1000);
    const oneLess = react(popular, people[0]!, emojis[0]!, false);
    expect(react(oneLess, people[999]!, '👍').marks.reactions).toHaveLength(1000);
  });

  it('upon what is not there are bounded, and the newest wait', () => {
    for (let count = 0; count < 300; count++) {
      const target = count.toString(16).padStart(32, '0');
      seal(mallory, { type: 'deletion', target });
    }
    const waiting = bob.parts.storage.transaction((transaction) => transaction.list('act-waiting'));
    expect(waiting.length).toBe(256);
    expect(waiting.some(([key]) => key.includes((299).toString(16).padStart(32, '0')))).toBe(true);
  });

  it('that come before their message count when it comes, each as it may', () => {
    const row = alice.write('first words');
    const target = row.message ?? '';
    seal(alice, { type: 'edit', target, text: 'second words' });
    seal(mallory, { type: 'edit', target, text: 'not hers' });
    seal(mallory, { type: 'reaction', target, emoji: '👍', on: true });
    expect(found(bob, target)).toBeNull();
    table.orderSealed(sealRow(alice.room, row));
    expect(found(bob, target)).toMatchObject({
      body: { text: 'second words' },
      marks: { reactions: [{ emoji: '👍', author: { userName: 'mallory' } }] },
    });
    const left = bob.parts.storage.transaction((transaction) => transaction.list('act-waiting'));
    expect(left).toEqual([]);
  });

  it('that claim to have read what has not come count as not reading', () => {
    said('one');
    const { deliveries, storage } = alice.parts;
    const load = () =>
      storage.transaction((transaction) => deliveries.load(transaction, alice.room.id, 'mallory'));
    const head = mallory.room.record.cursor;
    seal(mallory, { type: 'receipt', read: head + 1 });
    expect(load()).toMatchObject({ delivered: head, read: 0 });
    seal(mallory, { type: 'receipt', read: head });
    expect(load()).toMatchObject({ delivered: head + 1, read: head });
    // It speaks of its sender alone.
    const bobs = storage.transaction((transaction) => deliveries.load(transaction, alice.room.id, 'bob'));
    expect(bobs).toMatchObject({ delivered: 0, read: 0 });
  });

  it('that claim a place for a name where it does not stand mark nothing', () => {
    const extensions = { ...NO_EXTENSIONS, mentions: [{ start: 0, userName: 'bob' }] };
    seal(mallory, { type: 'text', text: 'nobody here' }, { extensions });
    const last = bob.parts.storage.transaction((transaction) =>
      transaction.page(bob.room.record.conversation, null, 1).map(recordOf),
    );
    expect(last).toMatchObject([{ body: { text: 'nobody here' }, marks: { mentions: [], namesMe: false } }]);
  });
});
