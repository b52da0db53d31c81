// Store contract: places of blobs, whose they are and when they end.
import { describe, expect, it } from 'vitest';
import type { BlobQuota, Store, StoredBlob } from '../store.ts';
import { addDevices, bytes, codeOf, write, type OpenStore } from './fixture.ts';

const QUOTA: BlobQuota = { bytesPerAccountMax: 100, blobsPerAccountMax: 3, bytesLeft: 60 };

interface Wanted {
  readonly id?: number;
  readonly size?: number;
  readonly userName?: string;
  readonly deleteHash?: Uint8Array;
  readonly now?: number;
}

function reserve(store: Store, wanted: Wanted = {}): StoredBlob {
  const { id = 1, size = 40, userName = 'alice', deleteHash = bytes(32, 7), now = 1000 } = wanted;
  return write(store, () =>
    store.blobs.reserve({ blobId: bytes(32, id), size, deleteHash, userName, now }, QUOTA),
  );
}

export function blobsContract(name: string, open: OpenStore): void {
  describe(`${name}: blobs`, () => {
    const opened = (): Store => {
      const store = open();
      addDevices(store);
      return store;
    };

    it('have a place from their reservation on, and grow', () => {
      const store = opened();
      expect(store.blobs.find(bytes(32, 1))).toBeNull();
      expect(reserve(store)).toMatchObject({ size: 40, received: 0 });
      write(store, () => {
        store.blobs.grow(bytes(32, 1), 25, 1001);
        store.blobs.grow(bytes(32, 2), 25, 1001);
      });
      expect(reserve(store)).toMatchObject({ size: 40, received: 25 });
      expect(store.blobs.find(bytes(32, 1))).toEqual({ size: 40, received: 25, deleteHash: bytes(32, 7) });
      expect(store.blobs.find(bytes(32, 2))).toBeNull();
      write(store, () => {
        store.blobs.delete(bytes(32, 1));
      });
      expect(store.blobs.find(bytes(32, 1))).toBeNull();
    });

    it('belong to one account, with one size and one token', () => {
      const store = opened();
      reserve(store);
      expect(codeOf(() => reserve(store, { size: 41 }))).toBe('id-reused');
      expect(codeOf(() => reserve(store, { userName: 'bob' }))).toBe('id-reused');
      expect(codeOf(() => reserve(store, { deleteHash: bytes(32, 8) }))).toBe('id-reused');
    });

    it('count against the quota of their account, and must fit the room that is left', () => {
      const store = opened();
      reserve(store, { id: 1, size: 60 });
      expect(codeOf(() => reserve(store, { id: 2, size: 41 }))).toBe('quota');
      reserve(store, { id: 2, size: 40 });
      expect(codeOf(() => reserve(store, { id: 3, size: 61, userName: 'bob' }))).toBe('storage-full');
      reserve(store, { id: 3, size: 30, userName: 'bob' });
      for (const id of [4, 5]) reserve(store, { id, size: 1, userName: 'bob' });
      expect(codeOf(() => reserve(store, { id: 6, size: 1, userName: 'bob' }))).toBe('quota');
      write(store, () => {
        store.blobs.delete(bytes(32, 1));
      });
      reserve(store, { id: 7, size: 60 });
    });

    it('take up what has come of them and as much again, up to their size', () => {
      const store = opened();
      reserve(store, { id: 1, size: 60 });
      reserve(store, { id: 2, size: 40, userName: 'bob' });
      const grown = (id: number, received: number): number => {
        write(store, () => {
          store.blobs.grow(bytes(32, id), received, 1001);
        });
        return store.blobs.room();
      };
      expect(store.blobs.room()).toBe(0);
      expect([grown(1, 10), grown(1, 31), grown(1, 60), grown(2, 15)]).toEqual([20, 60, 60, 90]);
      write(store, () => {
        store.blobs.delete(bytes(32, 1));
      });
      expect(store.blobs.room()).toBe(30);
    });

    it('expire by when something last came, partial ones sooner', () => {
      const store = opened();
      for (const id of [1, 2, 3]) reserve(store, { id, size: 10, now: 100 * id });
      write(store, () => {
        store.blobs.grow(bytes(32, 1), 10, 110);
        store.blobs.grow(bytes(32, 2), 5, 210);
      });
      const expired = (wholeBefore: number, partialBefore: number, max = 9) =>
        store.blobs.expired({ wholeBefore, partialBefore, max }).map(([id]) => id);
      expect(expired(110, 200)).toEqual([]);
      expect(expired(111, 200)).toEqual([1]);
      expect(expired(100, 301)).toEqual([2, 3]);
      expect(expired(500, 500, 2)).toEqual([1, 2]);
      // Asked for again, they end when they would have.
      for (const id of [1, 2, 3]) reserve(store, { id, size: 10, now: 1000 });
      expect(expired(500, 500)).toEqual([1, 2, 3]);
    });
  });
}
