// What searching in every Storage must do: part of the storage contract.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageRow, Storage, Transaction } from '../storage.ts';
import { answers, type RowQuery } from './row-search.ts';

const ALL: RowQuery = {
  terms: [],
  conversation: null,
  from: null,
  since: null,
  until: null,
  hasFile: false,
  before: null,
  limit: 100,
};

let rows = 0;
function row(text: string, change: Partial<MessageRow> = {}): MessageRow {
  rows += 1;
  return {
    id: `m${String(rows)}`,
    conversation: 'c1',
    position: rows,
    from: 'alice',
    sentAt: 1000,
    countsUnread: false,
    text,
    countsMention: false,
    expiresAt: null,
    isSearchable: true,
    hasFile: false,
    body: new Uint8Array(),
    ...change,
  };
}

/** The texts that a query finds, over all its pages. */
function textsFound(t: Transaction, change: Partial<RowQuery>): string[] {
  const found: string[] = [];
  let before: number | null = null;
  do {
    const page = t.search({ ...ALL, ...change, before });
    found.push(...page.rows.map(({ text }) => text));
    before = page.next;
  } while (before !== null);
  return found;
}

export function describeSearch(
  name: string,
  make: () => { readonly storage: Storage; readonly dispose: () => void },
): void {
  const withRows = (put: readonly MessageRow[], test: (storage: Storage) => void) => (): void => {
    const { storage, dispose } = make();
    try {
      storage.transaction((t) => {
        for (const one of put) t.putMessage(one);
      });
      test(storage);
    } finally {
      storage.close();
      dispose();
    }
  };
  const finds = (storage: Storage, change: Partial<RowQuery>): string[] =>
    storage.transaction((t) => textsFound(t, change));

  describe(`search contract: ${name}`, () => {
    it(
      'finds parts of words in any script, whatever their case and accents',
      withRows(
        ['Crème brûlée', 'cafe\u0301', '東京タワーに行く', 'ПРИВЕТ всем', 'οδός', 'Tiếng Việt', '한국어'].map(
          (text) => row(text),
        ),
        (storage) => {
          expect(finds(storage, { terms: ['EME'] })).toEqual(['Crème brûlée']);
          expect(finds(storage, { terms: ['brulee', 'crè'] })).toEqual(['Crème brûlée']);
          expect(finds(storage, { terms: ['café'] })).toEqual(['cafe\u0301']);
          expect(finds(storage, { terms: ['タワーに'] })).toEqual(['東京タワーに行く']);
          expect(finds(storage, { terms: ['привет'] })).toEqual(['ПРИВЕТ всем']);
          expect(finds(storage, { terms: ['ΟΔΟΣ'] })).toEqual(['οδός']);
          expect(finds(storage, { terms: ['tieng', 'viet'] })).toEqual(['Tiếng Việt']);
          expect(finds(storage, { terms: ['국'] })).toEqual(['한국어']);
          expect(finds(storage, { terms: ['ダワー'] })).toEqual([]);
          expect(finds(storage, { terms: ['нет такого'] })).toEqual([]);
        },
      ),
    );

    it(
      'finds words of one and two characters, alone and beside longer ones',
      withRows(
        ['東京タワー', '京都', 'Ébène', 'ab and abc'].map((text) => row(text)),
        (storage) => {
          expect(finds(storage, { terms: ['京'] })).toEqual(['京都', '東京タワー']);
          expect(finds(storage, { terms: ['eb'] })).toEqual(['Ébène']);
          expect(finds(storage, { terms: ['ab', 'and'] })).toEqual(['ab and abc']);
          expect(finds(storage, { terms: ['zz', 'and'] })).toEqual([]);
        },
      ),
    );

    it(
      'takes every character of a query for itself',
      withRows(
        ['100 % sure', 'say "yes" (now)', 'a_b_c', "it's * OR NOT"].map((text) => row(text)),
        (storage) => {
          expect(finds(storage, { terms: ['%'] })).toEqual(['100 % sure']);
          expect(finds(storage, { terms: ['"yes"'] })).toEqual(['say "yes" (now)']);
          expect(finds(storage, { terms: ['_b_'] })).toEqual(['a_b_c']);
          expect(finds(storage, { terms: ['"', '*'] })).toEqual([]);
          expect(finds(storage, { terms: ["it's", 'OR', 'NOT', '*'] })).toEqual(["it's * OR NOT"]);
          expect(finds(storage, { terms: ['text:say'] })).toEqual([]);
        },
      ),
    );

    it(
      'narrows by conversation, author, time and file',
      withRows(
        [
          row('tea one', { conversation: 'c1', from: 'alice', sentAt: 10 }),
          row('tea two', { conversation: 'c1', from: 'bob', sentAt: 20, hasFile: true }),
          row('tea three', { conversation: 'c2', from: 'bob', sentAt: 30 }),
          row('', { conversation: 'c2', from: 'bob', sentAt: 40, hasFile: true }),
        ],
        (storage) => {
          const terms = ['tea'];
          expect(finds(storage, { terms })).toEqual(['tea three', 'tea two', 'tea one']);
          expect(finds(storage, { terms, conversation: 'c1' })).toEqual(['tea two', 'tea one']);
          expect(finds(storage, { terms, from: 'bob' })).toEqual(['tea three', 'tea two']);
          expect(finds(storage, { terms, since: 20, until: 30 })).toEqual(['tea two']);
          expect(finds(storage, { terms, hasFile: true })).toEqual(['tea two']);
          expect(finds(storage, { hasFile: true })).toEqual(['', 'tea two']);
          expect(finds(storage, { hasFile: true, conversation: 'c2' })).toEqual(['']);
        },
      ),
    );

    it(
      'pages from the newest arrival on, each row once',
      withRows(
        Array.from({ length: 9 }, (_, number) => row(`word ${number}`)),
        (storage) => {
          const newestFirst = Array.from({ length: 9 }, (_, number) => `word ${8 - number}`);
          for (const limit of [1, 2, 3, 9]) {
            expect(finds(storage, { terms: ['word'], limit })).toEqual(newestFirst);
            expect(finds(storage, { terms: ['wo'], limit })).toEqual(newestFirst);
          }
        },
      ),
    );

    const edited = row('the first wording');
    const gone = row('the deleted wording');
    const hidden = row('the hidden wording', { isSearchable: false });
    it(
      'follows what is edited, deleted, hidden and shown, and nothing that was rolled back',
      withRows([edited, gone, hidden], (storage) => {
        storage.transaction((t) => {
          t.putMessage({ ...edited, text: 'the second wording' });
          t.deleteMessage(gone.id);
        });
        expect(finds(storage, { terms: ['wording'] })).toEqual(['the second wording']);
        expect(finds(storage, { terms: ['first'] })).toEqual([]);
        storage.transaction((t) => {
          t.putMessage({ ...edited, text: 'the second wording', isSearchable: false });
          t.putMessage({ ...hidden, isSearchable: true });
        });
        expect(finds(storage, { terms: ['wording'] })).toEqual(['the hidden wording']);
        expect(() =>
          storage.transaction((t) => {
            t.putMessage(row('a wording too many'));
            throw new Error('step failed');
          }),
        ).toThrow('step failed');
        expect(finds(storage, { terms: ['wording'] })).toEqual(['the hidden wording']);
      }),
    );

    it(
      'finds what reading every row finds',
      withRows([], (storage) => {
        const letters = fc.constantFrom(...Array.from('aBéeế京ダタ한ΩώЙи "%👍ǆक़'));
        const word = fc.string({ unit: letters, maxLength: 8 });
        const texts = fc.array(word, { maxLength: 12 });
        const property = fc.property(texts, fc.array(word, { maxLength: 3 }), (stored, words) => {
          const terms = words.map((one) => one.trim()).filter((one) => one !== '');
          const put = stored.map((text) => row(text));
          storage.transaction((t) => {
            for (const one of put) t.putMessage(one);
          });
          const expected = put.filter((one) => answers(one, { ...ALL, terms })).map(({ text }) => text);
          expect(finds(storage, { terms, limit: 5 })).toEqual(expected.reverse());
          storage.transaction((t) => {
            for (const { id } of put) t.deleteMessage(id);
          });
        });
        fc.assert(property, { numRuns: 30 });
      }),
    );
  });
}
