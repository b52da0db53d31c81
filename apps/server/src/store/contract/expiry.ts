// Store contract: what goes with time, and several writes in one transaction.
import { describe, expect, it } from 'vitest';
import {
  ALL,
  append,
  appendOf,
  bytes,
  codeOf,
  deviceId,
  LOG,
  openWithLog,
  QUOTA,
  seqsOf,
  write,
  type OpenStore,
} from './fixture.ts';

export function expiryContract(name: string, open: OpenStore): void {
  describe(`${name}: expiry and transactions`, () => {
    it('drops what is old: payloads of messages before those of commits, places and hashes never', () => {
      const store = openWithLog(open);
      const early = [append(store, { id: 1, now: 10 }), append(store, { id: 2, kind: 'commit', now: 20 })];
      append(store, { id: 3, now: 30 });
      const expire = (messagesBefore: number, commitsBefore: number): void => {
        let more = true;
        while (more) {
          more = write(store, () =>
            store.expire({
              now: 0,
              messagesBefore,
              commitsBefore,
              inboxBefore: 0,
              keyPackagesBefore: 0,
              rowsMax: 1,
            }),
          );
        }
      };
      const payloads = () =>
        store
          .readLog(LOG.logId, { after: 0, upTo: 3, bytesMax: ALL })
          .entries.map(({ payload }) => payload !== null);
      expire(10, 10);
      expect(payloads()).toEqual([true, true, true]);
      expire(25, 15);
      expect(payloads()).toEqual([false, true, true]);
      expire(25, 25);
      expect(payloads()).toEqual([false, false, true]);
      expire(31, 31);
      const { entries } = store.readLog(LOG.logId, { after: 0, upTo: 3, bytesMax: ALL });
      expect(entries.slice(0, 2)).toEqual(early.map(({ entry }) => ({ ...entry, payload: null })));
      // The same request is still known by its hash.
      expect(append(store, { id: 1, now: 10 }).seq).toBe(1);
    });

    it('drops a payload when its own time is over, whatever stands around it', () => {
      const store = openWithLog(open);
      append(store, { id: 1, now: 10 });
      const { entry } = append(store, { id: 2, now: 20, keepUntil: 40 });
      append(store, { id: 3, now: 30, keepUntil: 35 });
      const none = { messagesBefore: 0, commitsBefore: 0, inboxBefore: 0, keyPackagesBefore: 0 };
      const kept = (now: number): number[] => {
        while (write(store, () => store.expire({ ...none, now, rowsMax: 1 })));
        const { entries } = store.readLog(LOG.logId, { after: 0, upTo: 3, bytesMax: ALL });
        return entries.flatMap(({ seq, payload }) => (payload === null ? [] : [seq]));
      };
      expect(kept(34)).toEqual([1, 2, 3]);
      expect(kept(35)).toEqual([1, 2]);
      expect(kept(40)).toEqual([1]);
      const { entries } = store.readLog(LOG.logId, { after: 1, upTo: 2, bytesMax: ALL });
      expect(entries).toEqual([{ ...entry, payload: null }]);
    });

    it('drops old inbox items and one-time key packages', () => {
      const store = openWithLog(open);
      append(store, { kind: 'commit', welcomes: [{ deviceId: deviceId(2), payload: bytes(1, 1) }], now: 10 });
      write(store, () => {
        const keys = { deviceId: deviceId(1), oneTime: [bytes(3, 1)], lastResort: bytes(3, 2), max: 3 };
        store.publishKeys({ ...keys, now: 10 });
      });
      write(store, () =>
        store.expire({
          now: 0,
          messagesBefore: 0,
          commitsBefore: 0,
          inboxBefore: 11,
          keyPackagesBefore: 11,
          rowsMax: 9,
        }),
      );
      expect(store.readInbox(deviceId(2), { after: 0, bytesMax: ALL }).entries).toEqual([]);
      expect(store.countKeys(deviceId(1))).toEqual({ oneTime: 0, lastResort: true });
    });

    it('carries out several writes of one transaction in order', () => {
      const store = openWithLog(open);
      store.commit(() => {
        expect(store.append(appendOf({ id: 1, kind: 'commit' }), QUOTA).seq).toBe(1);
        expect(codeOf(() => store.append(appendOf({ id: 2, kind: 'commit' }), QUOTA))).toBe('conflict');
        expect(store.append(appendOf({ id: 1, kind: 'commit' }), QUOTA).entry).toBeNull();
        expect(store.append(appendOf({ id: 3 }), QUOTA).seq).toBe(2);
      });
      expect(seqsOf(store)).toEqual([1, 2]);
    });
  });
}
