import { describe, expect, it } from 'vitest';
import { message, ROOM } from '../../session/scripted-api.ts';
import { keepSame, rowsOf, type RowsInput } from './rows.ts';

const MINUTE = 60_000;
const noon = new Date(2026, 2, 17, 12).getTime();

const rows = (input: Partial<RowsInput>) =>
  rowsOf({
    messages: [],
    outgoing: [],
    more: true,
    me: 'alice',
    unreadAfter: null,
    keyOf: ({ id }) => id,
    ...input,
  });
const kinds = (input: Partial<RowsInput>) => rows(input).map(({ kind }) => kind);

describe('rowsOf', () => {
  it('begins with the start of the conversation only when nothing older is left', () => {
    expect(kinds({ more: true })).toEqual([]);
    expect(kinds({ more: false })).toEqual(['start']);
  });

  it('says each day once, even where the clocks of senders disagree', () => {
    const messages = [
      message(1, { sentAt: noon - 26 * 60 * MINUTE }),
      message(2, { sentAt: noon }),
      message(3, { sentAt: noon - 26 * 60 * MINUTE }),
      message(4, { sentAt: noon }),
    ];
    expect(kinds({ messages })).toEqual(['day', 'bubble', 'day', 'bubble', 'bubble', 'bubble']);
  });

  it('groups what one sender says within five minutes', () => {
    const messages = [
      message(1, { sentAt: noon }),
      message(2, { sentAt: noon + MINUTE }),
      message(3, { sentAt: noon + 2 * MINUTE, from: 'carol' }),
      message(4, { sentAt: noon + 20 * MINUTE, from: 'carol' }),
    ];
    const ends = rows({ messages }).flatMap((row) => (row.kind === 'bubble' ? [[row.first, row.last]] : []));
    expect(ends).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ]);
  });

  it('marks the first unread message of someone else', () => {
    const messages = [message(1), message(2, { mine: true, from: 'alice' }), message(3)];
    expect(kinds({ messages, unreadAfter: 1 })).toEqual(['day', 'bubble', 'bubble', 'unread', 'bubble']);
  });

  it('shows what is on its way at the end, as queued', () => {
    const sent = { key: 'k', conversation: ROOM, text: 'hello', mentions: [], replyTo: null, at: noon };
    expect(rows({ messages: [message(1)], outgoing: [sent] }).at(-1)).toMatchObject({
      kind: 'bubble',
      key: 'k',
      stored: false,
      message: { body: { text: 'hello' }, mine: true, state: 'queued' },
    });
  });

  it('keeps the place of entries without text', () => {
    const messages = [
      message(1, { body: { type: 'event', event: { type: 'joined' } } }),
      message(2, { body: { type: 'unreadable', code: 'decrypt-failed' } }),
    ];
    expect(kinds({ messages })).toEqual(['day', 'event', 'unreadable']);
  });
});

describe('keepSame', () => {
  it('keeps each row that is as it was, wherever it stands now', () => {
    const [one, two, three] = [1, 2, 3].map((position) =>
      message(position, { sentAt: noon + position * 60 * MINUTE }),
    ) as [ReturnType<typeof message>, ReturnType<typeof message>, ReturnType<typeof message>];
    const before = rows({ messages: [two, three] });
    const edited = { ...three, editedAt: noon };
    const after = keepSame(before, rows({ messages: [one, two, edited] }));
    const rowOf = (list: typeof after, id: string) => list.find(({ key }) => key === id);
    expect(rowOf(after, two.id)).toBe(rowOf(before, two.id));
    expect(rowOf(after, three.id)).toMatchObject({ message: edited });
  });
});
