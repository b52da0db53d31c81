// Store contract: the roster and key packages.
import { describe, expect, it } from 'vitest';
import type { Store } from '../store.ts';
import {
  addDevices,
  ALL,
  append,
  bytes,
  codeOf,
  deviceId,
  openWithLog,
  write,
  type OpenStore,
} from './fixture.ts';

export function rosterContract(name: string, open: OpenStore): void {
  describe(`${name}: roster and key packages`, () => {
    const publish = (
      store: Store,
      oneTime: readonly number[],
      lastResort: number | null = null,
      now = 1000,
    ) => {
      write(store, () => {
        store.publishKeys({
          deviceId: deviceId(1),
          oneTime: oneTime.map((fill) => bytes(3, fill)),
          lastResort: lastResort === null ? null : bytes(3, lastResort),
          max: 3,
          now,
        });
      });
    };
    const claim = (store: Store) => {
      const claimed = write(store, () => store.claimKey(deviceId(1)));
      return claimed && [claimed.keyPackage[0], claimed.lastResort];
    };

    it('keeps the roster in order and knows accounts and devices by it', () => {
      const store = open();
      addDevices(store);
      const page = store.readRoster({ after: 1, bytesMax: ALL });
      expect(page.entries.map(({ seq, payload }) => [seq, ...payload.subarray(0, 1)])).toEqual([
        [2, 1],
        [3, 2],
        [4, 2],
      ]);
      expect(store.readRoster({ after: 0, bytesMax: 1 })).toMatchObject({ more: true });
      expect(store.findAccount('carol')).toBeNull();
      expect(store.findAccount('alice')).toMatchObject({ accountKey: bytes(32, 1), devices: 1 });
      expect(store.findDevice(deviceId(2))).toMatchObject({ userName: 'bob', revoked: false, rosterSeq: 4 });
      write(store, () => {
        const change = { userName: 'alice', accountKey: bytes(32, 60), nextAccountKeyHash: bytes(32, 61) };
        store.appendRoster(bytes(7, 1), { type: 'keyChange', ...change });
      });
      expect(store.findAccount('alice')).toMatchObject({ accountKey: bytes(32, 60), devices: 1 });
    });

    it('hands every one-time key package out once, oldest first, then the last resort again and again', () => {
      const store = open();
      addDevices(store);
      expect(claim(store)).toBeNull();
      publish(store, [1, 2], 9);
      expect(store.countKeys(deviceId(1))).toEqual({ oneTime: 2, lastResort: true });
      expect([claim(store), claim(store), claim(store), claim(store)]).toEqual([
        [1, false],
        [2, false],
        [9, true],
        [9, true],
      ]);
      expect(store.countKeys(deviceId(1))).toEqual({ oneTime: 0, lastResort: false });
      publish(store, [], 8);
      expect(store.countKeys(deviceId(1))).toEqual({ oneTime: 0, lastResort: true });
      expect(claim(store)).toEqual([8, true]);
    });

    it('bounds the one-time key packages of a device', () => {
      const store = open();
      addDevices(store);
      publish(store, [1, 2]);
      expect(
        codeOf(() => {
          publish(store, [3, 4], 9);
        }),
      ).toBe('quota');
      expect(store.countKeys(deviceId(1))).toEqual({ oneTime: 2, lastResort: false });
    });

    it('forgets inbox and key packages of a revoked device, and serves it no more', () => {
      const store = openWithLog(open);
      publish(store, [1], 9);
      write(store, () => store.appendRoster(bytes(4, 4), { type: 'revocation', deviceId: deviceId(1) }));
      expect(store.findDevice(deviceId(1))?.revoked).toBe(true);
      expect(store.findAccount('alice')?.devices).toBe(0);
      expect(codeOf(() => claim(store))).toBe('not-found');
      const welcomes = [{ deviceId: deviceId(1), payload: bytes(1, 1) }];
      expect(codeOf(() => append(store, { kind: 'commit', deviceId: deviceId(2), welcomes }))).toBe(
        'not-found',
      );
    });
  });
}
