// Acts that a hostile member seals by hand: whoever follows the protocol would not send them.
import { ready } from '@hushroom/crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { encodeContent, type NewContent } from '../src/content/content.ts';
import { NO_EXTENSIONS } from '../src/content/extensions.ts';
import { recordOf, type MessageRecord } from '../src/conversation/message-record.ts';
import { sealRow } from '../src/room/sealing.ts';
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
