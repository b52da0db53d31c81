// Store contract: inboxes.
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../bytes.ts';
import type { Store } from '../store.ts';
import {
  ALL,
  append,
  bytes,
  codeOf,
  deviceId,
  openWithLog,
  QUOTA,
  seqsOf,
  write,
  type OpenStore,
} from './fixture.ts';

export function inboxesContract(name: string, open: OpenStore): void {
  describe(`${name}: inboxes`, () => {
    const item = (id: number, payload = bytes(4, id)) => ({
      deviceId: deviceId(2),
      sender: deviceId(1),
      kind: 'readd' as const,
      clientEntryId: bytes(16, id),
      payload,
      requestHash: sha256(payload),
      now: 1000,
    });
    const read = (store: Store, after = 0) =>
      store.readInbox(deviceId(2), { after, bytesMax: ALL }).entries.map(({ seq, kind }) => [seq, kind]);

    it('places welcomes with their commit, or neither', () => {
      const store = openWithLog(open);
      const welcomes = [{ deviceId: deviceId(2), payload: bytes(10, 1) }];
      const unknown = [...welcomes, { deviceId: deviceId(9), payload: bytes(10, 1) }];
      const large = [{ deviceId: deviceId(2), payload: bytes(1001, 1) }];
      expect(codeOf(() => append(store, { kind: 'commit', welcomes: unknown }))).toBe('not-found');
      expect(codeOf(() => append(store, { kind: 'commit', welcomes: large }))).toBe('quota');
      expect([seqsOf(store), read(store)]).toEqual([[], []]);
      const placed = append(store, { kind: 'commit', welcomes });
      expect(placed.welcomes).toEqual([
        {
          deviceId: deviceId(2),
          item: { seq: 1, kind: 'welcome', sender: deviceId(1), payload: bytes(10, 1) },
        },
      ]);
      append(store, { kind: 'commit', welcomes });
      expect(read(store)).toEqual([[1, 'welcome']]);
    });

    it('recognises a retry, even after the item was settled', () => {
      const store = openWithLog(open);
      const send = (id: number, payload?: Uint8Array) =>
        write(store, () => store.appendInbox(item(id, payload), QUOTA));
      expect(send(1)?.item.seq).toBe(1);
      expect(send(2)?.item.seq).toBe(2);
      expect(send(1)).toBeNull();
      write(store, () => {
        store.settleInbox(deviceId(2), 1);
      });
      expect(read(store)).toEqual([[2, 'readd']]);
      expect(send(1)).toBeNull();
      expect(codeOf(() => send(1, bytes(4, 99)))).toBe('id-reused');
      expect(send(3)?.item.seq).toBe(3);
      expect(read(store, 2)).toEqual([[3, 'readd']]);
    });

    it('takes nothing more of a device that was revoked, in a log either, and knows what it sent before', () => {
      const store = openWithLog(open);
      append(store, { id: 1 });
      write(store, () => store.appendInbox(item(1), QUOTA));
      write(store, () => store.appendRoster(bytes(7, 7), { type: 'revocation', deviceId: deviceId(1) }));
      expect(codeOf(() => append(store, { id: 2 }))).toBe('not-found');
      expect(codeOf(() => append(store, { id: 2, kind: 'commit' }))).toBe('not-found');
      expect(codeOf(() => write(store, () => store.appendInbox(item(2), QUOTA)))).toBe('not-found');
      expect(append(store, { id: 1 }).seq).toBe(1);
      expect(write(store, () => store.appendInbox(item(1), QUOTA))).toBeNull();
    });

    it('bounds what one account has waiting, and frees it by settling', () => {
      const store = openWithLog(open);
      const send = (id: number) => write(store, () => store.appendInbox(item(id), QUOTA));
      for (const id of [1, 2, 3]) send(id);
      expect(codeOf(() => send(4))).toBe('quota');
      const fromBob = { ...item(5), sender: deviceId(2) };
      expect(write(store, () => store.appendInbox(fromBob, QUOTA))?.item.seq).toBe(4);
      write(store, () => {
        store.settleInbox(deviceId(2), 3);
      });
      expect(send(4)?.item.seq).toBe(5);
    });
  });
}
