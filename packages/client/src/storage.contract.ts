// What every Storage must do, as tests that each implementation runs. Not part of the package's surface for programs.
import { describe, expect, it } from 'vitest';
import { describeSearch } from './search/search.contract.ts';
import type { MessageRow, Storage } from './storage.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.of(...values);

const row = (id: string, position: number, change: Partial<MessageRow> = {}): MessageRow => ({
  id,
  conversation: 'c1',
  position,
  from: 'alice',
  sentAt: 1000 + position,
  countsUnread: true,
  countsMention: false,
  expiresAt: null,
  text: `text ${id}`,
  isSearchable: true,
  hasFile: false,
  body: bytes(position),
  ...change,
});

/**
 * Runs the contract. `make` gives a fresh empty storage and a way to open the same one again after its close; `dispose`
 * removes what it left.
 */
export function describeStorage(
  name: string,
  make: () => { readonly storage: Storage; readonly reopen: () => Storage; readonly dispose: () => void },
): void {
  const withStorage = (test: (storage: Storage, reopen: () => Storage) => void) => (): void => {
    const { storage, reopen, dispose } = make();
    try {
      test(storage, reopen);
    } finally {
      dispose();
    }
  };

  describe(`storage contract: ${name}`, () => {
    it(
      'keeps records by space and key, lists them by prefix in key order',
      withStorage((storage) => {
        storage.transaction((t) => {
          t.put('a', 'k2', bytes(2));
          t.put('a', 'k1', bytes(1));
          t.put('a', 'other', bytes(3));
          t.put('b', 'k1', bytes(9));
          expect(t.list('a', 'k')).toEqual([
            ['k1', bytes(1)],
            ['k2', bytes(2)],
          ]);
        });
        storage.transaction((t) => {
          t.put('a', 'k1', bytes(7));
          t.delete('a', 'k2');
          t.delete('a', 'missing');
        });
        storage.transaction((t) => {
          expect(t.get('a', 'k1')).toEqual(bytes(7));
          expect(t.get('a', 'k2')).toBeNull();
          expect(t.get('b', 'k1')).toEqual(bytes(9));
          expect(t.get('nowhere', 'k1')).toBeNull();
          expect(t.list('a').map(([key]) => key)).toEqual(['k1', 'other']);
        });
      }),
    );

    it(
      'matches prefixes literally',
      withStorage((storage) => {
        storage.transaction((t) => {
          for (const key of ['a%b', 'a_b', 'axb', 'A%b']) t.put('s', key, bytes(1));
          expect(t.list('s', 'a%').map(([key]) => key)).toEqual(['a%b']);
          expect(t.list('s', 'a_').map(([key]) => key)).toEqual(['a_b']);
        });
      }),
    );

    it(
      'keeps nothing of a step that throws, passes its error on, and works on',
      withStorage((storage) => {
        storage.transaction((t) => {
          t.put('a', 'k', bytes(1));
          t.putMessage(row('m1', 1));
        });
        const failure = new Error('step failed');
        expect(() =>
          storage.transaction((t) => {
            t.put('a', 'k', bytes(2));
            t.put('a', 'k2', bytes(2));
            t.putMessage(row('m2', 2));
            t.deleteMessage('m1');
            throw failure;
          }),
        ).toThrow(failure);
        storage.transaction((t) => {
          expect(t.get('a', 'k')).toEqual(bytes(1));
          expect(t.list('a').length).toBe(1);
          expect(t.page('c1', null, 10).map(({ id }) => id)).toEqual(['m1']);
        });
      }),
    );

    it(
      'is unharmed by later changes to arrays that went in or came out',
      withStorage((storage) => {
        const value = bytes(1, 2);
        storage.transaction((t) => {
          t.put('a', 'k', value);
        });
        value[0] = 9;
        storage.transaction((t) => {
          t.get('a', 'k')?.fill(9);
          expect(t.get('a', 'k')).toEqual(bytes(1, 2));
        });
      }),
    );

    it(
      'refuses a transaction inside another',
      withStorage((storage) => {
        expect(() => {
          storage.transaction(() => {
            storage.transaction((t) => {
              t.delete('a', 'k');
            });
          });
        }).toThrow();
      }),
    );

    it(
      'pages through a timeline from the newest backwards, in ascending position',
      withStorage((storage) => {
        storage.transaction((t) => {
          for (const position of [3, 1, 5, 2, 4]) t.putMessage(row(`m${position}`, position));
          t.putMessage(row('x', 9, { conversation: 'c2' }));
        });
        storage.transaction((t) => {
          expect(t.page('c1', null, 2).map(({ id }) => id)).toEqual(['m4', 'm5']);
          expect(t.page('c1', 4, 2).map(({ id }) => id)).toEqual(['m2', 'm3']);
          expect(t.page('c1', 1, 2)).toEqual([]);
          expect(t.lastPosition('c1')).toBe(5);
          expect(t.lastPosition('empty')).toBe(0);
          expect(t.message('m3')).toEqual(row('m3', 3));
          expect(t.message('missing')).toBeNull();
        });
      }),
    );

    it(
      'pages forward from a position',
      withStorage((storage) => {
        storage.transaction((t) => {
          for (const position of [3, 1, 5, 2, 4]) t.putMessage(row(`m${position}`, position));
          t.putMessage(row('x', 9, { conversation: 'c2' }));
          expect(t.pageAfter('c1', 2, 2).map(({ id }) => id)).toEqual(['m3', 'm4']);
          expect(t.pageAfter('c1', 5, 2)).toEqual([]);
        });
      }),
    );

    it(
      'moves a row to a new position and keeps its place in the order of arrival',
      withStorage((storage) => {
        storage.transaction((t) => {
          t.putMessage(row('m1', 1));
          t.putMessage(row('m2', 2));
        });
        storage.transaction((t) => {
          t.putMessage(row('m1', 3, { text: 'moved' }));
        });
        storage.transaction((t) => {
          expect(t.page('c1', null, 10).map(({ id }) => id)).toEqual(['m2', 'm1']);
          const arrivals = t.arrivals(0, 10);
          expect(arrivals.map(({ row: { id } }) => id)).toEqual(['m1', 'm2']);
          expect(t.arrivals(arrivals[0]?.arrival ?? 0, 10).map(({ row: { id } }) => id)).toEqual(['m2']);
          expect(t.arrivals(0, 1).length).toBe(1);
        });
      }),
    );

    it(
      'counts unread rows after a position, and those of them that mention me',
      withStorage((storage) => {
        storage.transaction((t) => {
          t.putMessage(row('m1', 1));
          t.putMessage(row('m2', 2, { countsUnread: false }));
          t.putMessage(row('m3', 3, { countsMention: true }));
          t.putMessage(row('m4', 4, { countsMention: true }));
          t.putMessage(row('x', 5, { conversation: 'c2' }));
          t.deleteMessage('m4');
        });
        storage.transaction((t) => {
          expect(t.unread('c1', 0)).toBe(2);
          expect(t.unread('c1', 1)).toBe(1);
          expect(t.unread('c1', 3)).toBe(0);
          expect(t.unreadMentions('c1', 2)).toBe(1);
          expect(t.unreadMentions('c1', 3)).toBe(0);
        });
      }),
    );

    it(
      'knows the last row that can be unread, whatever comes after it',
      withStorage((storage) => {
        storage.transaction((t) => {
          t.putMessage(row('m1', 1));
          t.putMessage(row('m2', 2));
          t.putMessage(row('m3', 3, { countsUnread: false }));
          t.putMessage(row('x', 4, { conversation: 'c2', countsUnread: false }));
          expect(t.lastCounting('c1')).toBe(2);
          expect(t.lastCounting('c2')).toBe(0);
          t.deleteMessage('m2');
          expect(t.lastCounting('c1')).toBe(1);
        });
      }),
    );

    it(
      'lists what is to be deleted in the order in which it goes',
      withStorage((storage) => {
        storage.transaction((t) => {
          t.putMessage(row('m1', 1, { expiresAt: 300 }));
          t.putMessage(row('m2', 2));
          t.putMessage(row('m3', 3, { expiresAt: 100 }));
          t.putMessage(row('m4', 4, { expiresAt: 200 }));
          t.putMessage(row('m3', 3, { expiresAt: 400 }));
        });
        storage.transaction((t) => {
          expect(t.expiring(2).map(({ id }) => id)).toEqual(['m4', 'm1']);
          t.deleteMessage('m4');
          expect(t.expiring(9).map(({ id, expiresAt }) => [id, expiresAt])).toEqual([
            ['m1', 300],
            ['m3', 400],
          ]);
        });
      }),
    );

    it(
      'has everything again after it was closed and opened',
      withStorage((storage, reopen) => {
        storage.transaction((t) => {
          t.put('a', 'k', bytes(1));
          t.putMessage(row('m1', 1));
        });
        storage.close();
        expect(() => storage.transaction(() => null)).toThrow();
        const again = reopen();
        again.transaction((t) => {
          t.putMessage(row('m2', 2));
          expect(t.get('a', 'k')).toEqual(bytes(1));
          expect(t.arrivals(0, 10).map(({ row: { id } }) => id)).toEqual(['m1', 'm2']);
        });
        again.close();
      }),
    );
  });
  describeSearch(name, make);
}
