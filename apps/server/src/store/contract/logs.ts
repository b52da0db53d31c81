// Store contract: logs, their order and who may read and append.
import { describe, expect, it } from 'vitest';
import { transcriptNext } from '@hushroom/wire';
import { sha256 } from '../../bytes.ts';
import type { Rotation, Store } from '../store.ts';
import {
  ALL,
  append,
  bytes,
  codeOf,
  deviceId,
  LOG,
  openWithLog,
  seqsOf,
  write,
  type AppendOverrides,
  type OpenStore,
} from './fixture.ts';

export function logsContract(name: string, open: OpenStore): void {
  describe(`${name}: logs`, () => {
    it('numbers entries from 1 without gaps and keeps their bytes, order and transcript', () => {
      const store = openWithLog(open);
      const placed = [1, 2, 3].map((id) => append(store, { id }));
      expect(placed.map(({ seq }) => seq)).toEqual([1, 2, 3]);
      const page = store.readLog(LOG.logId, { after: 1, upTo: 3, bytesMax: ALL });
      expect(page.entries).toEqual(placed.slice(1).map(({ entry }) => entry));
      const transcript = placed.reduce(
        (running, { entry }) => transcriptNext(sha256, running, entry?.entryHash ?? bytes(32, 0)),
        LOG.transcript,
      );
      expect(store.findAccess(LOG.logId, LOG.accessHash)).toEqual({ endedAt: null, seq: 3, transcript });
    });

    it('makes a log once: the same again is nothing, another is log-exists', () => {
      const store = openWithLog(open);
      append(store);
      expect(
        codeOf(() => {
          write(store, () => {
            store.createLog(LOG);
          });
        }),
      ).toBe('accepted');
      expect(seqsOf(store)).toEqual([1]);
      const other = { ...LOG, accessHash: bytes(32, 77) };
      expect(
        codeOf(() => {
          write(store, () => {
            store.createLog(other);
          });
        }),
      ).toBe('log-exists');
      expect(store.findAccess(LOG.logId, other.accessHash)).toBeNull();
    });

    it('answers the same request with the same seq, and other bytes under its id with id-reused', () => {
      const store = openWithLog(open);
      append(store, { id: 1 });
      append(store, { id: 2 });
      expect(append(store, { id: 1 })).toEqual({ seq: 1, entry: null, welcomes: [] });
      expect(codeOf(() => append(store, { id: 1, payload: bytes(9, 9) }))).toBe('id-reused');
      expect(append(store, { id: 1, deviceId: deviceId(2) }).seq).toBe(3);
      expect(seqsOf(store)).toEqual([1, 2, 3]);
    });

    it('refuses a commit unless it follows the last commit, messages between being no matter', () => {
      const store = openWithLog(open);
      append(store, { id: 1, kind: 'commit' });
      append(store, { id: 2 });
      expect(codeOf(() => append(store, { id: 3, kind: 'commit', after: 0 }))).toBe('conflict');
      expect(codeOf(() => append(store, { id: 3, kind: 'commit', after: 2 }))).toBe('conflict');
      expect(append(store, { id: 3, kind: 'commit', after: 1 }).seq).toBe(3);
      // The retry of a commit that was placed is no conflict.
      expect(append(store, { id: 1, kind: 'commit' }).seq).toBe(1);
    });

    it('reads pages within a size, at least one entry each', () => {
      const store = openWithLog(open);
      for (const id of [1, 2, 3]) append(store, { id, payload: bytes(500, id) });
      const first = store.readLog(LOG.logId, { after: 0, upTo: 3, bytesMax: 1500 });
      expect([first.entries.length, first.more]).toEqual([2, true]);
      const second = store.readLog(LOG.logId, { after: 2, upTo: 3, bytesMax: 1 });
      expect([second.entries.length, second.more]).toEqual([1, false]);
      expect(store.readLog(LOG.logId, { after: 9, upTo: 3, bytesMax: ALL }).entries).toEqual([]);
    });
  });

  describe(`${name}: access`, () => {
    const rotation: Rotation = {
      nextAccessHash: bytes(32, 20),
      controlKeys: [bytes(32, 30)],
      controlKey: LOG.controlKey,
    };
    const rotate = (store: Store, overrides: AppendOverrides = {}) =>
      append(store, { kind: 'commit', rotation, ...overrides });

    it('opens nothing without the right hash', () => {
      const store = openWithLog(open);
      expect(store.findAccess(LOG.logId, bytes(32, 5))).toBeNull();
      expect(store.findAccess(bytes(32, 5), LOG.accessHash)).toBeNull();
      expect(codeOf(() => append(store, { accessHash: bytes(32, 5) }))).toBe('no-access');
      expect(codeOf(() => append(store, { logId: bytes(32, 5) }))).toBe('no-access');
    });

    it('lets an ended hash read up to its commit and append nothing, the next one everything', () => {
      const store = openWithLog(open);
      append(store, { id: 1 });
      rotate(store, { id: 2 });
      const ended = store.findAccess(LOG.logId, LOG.accessHash);
      append(store, { id: 3, accessHash: rotation.nextAccessHash });
      expect(store.findAccess(LOG.logId, LOG.accessHash)).toEqual(ended);
      expect([ended?.endedAt, ended?.seq]).toEqual([2, 2]);
      expect(seqsOf(store)).toEqual([1, 2]);
      expect(seqsOf(store, rotation.nextAccessHash)).toEqual([1, 2, 3]);
      expect(codeOf(() => append(store, { id: 4 }))).toBe('access-ended');
      // A device that never heard the answer to its rotation asks again with the token that this ended.
      expect(rotate(store, { id: 2 })).toEqual({ seq: 2, entry: null, welcomes: [] });
    });

    it('honours a rotation only by a control key of the log as it stands', () => {
      const store = openWithLog(open);
      const stranger = { ...rotation, controlKey: bytes(32, 40) };
      expect(codeOf(() => rotate(store, { rotation: stranger }))).toBe('rotation-refused');
      rotate(store, { id: 2 });
      const accessHash = rotation.nextAccessHash;
      const next = { accessHash, kind: 'commit' as const, after: 1, id: 3 };
      const fresh = { nextAccessHash: bytes(32, 21), controlKeys: null };
      const byOld = { ...fresh, controlKey: LOG.controlKey };
      const byNew = { ...fresh, controlKey: bytes(32, 30) };
      expect(codeOf(() => append(store, { ...next, rotation: byOld }))).toBe('rotation-refused');
      const back = { ...byNew, nextAccessHash: LOG.accessHash };
      expect(codeOf(() => append(store, { ...next, rotation: back }))).toBe('rotation-refused');
      const none = { ...byNew, controlKeys: [] };
      expect(codeOf(() => append(store, { ...next, rotation: none }))).toBe('rotation-refused');
      expect(append(store, { ...next, rotation: byNew }).seq).toBe(2);
    });
  });
}
