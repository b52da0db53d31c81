// What every store must do, as tests: run over memory and over SQLite. Expectations are of the interface alone.
import { describe, expect, it } from 'vitest';
import { RelayError, transcriptNext, transcriptStart, type EntryKind } from '@hushroom/wire';
import { sha256 } from '../bytes.ts';
import type { Append, InboxQuota, NewLog, Rotation, Store } from './store.ts';

const ALL = 1_000_000;
const QUOTA: InboxQuota = { itemsMax: 3, bytesMax: 1000 };

/** Bytes that are told apart by a number. */
const bytes = (length: number, fill: number): Uint8Array => new Uint8Array(length).fill(fill);
const deviceId = (fill: number): Uint8Array => bytes(16, fill);

const LOG: NewLog = {
  logId: bytes(32, 1),
  accessHash: bytes(32, 2),
  controlKey: bytes(32, 3),
  transcript: transcriptStart(sha256, { relayId: bytes(32, 9), logId: bytes(32, 1) }),
};

interface AppendOverrides extends Partial<Append> {
  readonly id?: number;
}

/** An append whose request hash follows from its fields, as the relay's does. */
function appendOf({ id = 1, ...overrides }: AppendOverrides = {}): Append {
  const fields = {
    logId: LOG.logId,
    accessHash: LOG.accessHash,
    deviceId: deviceId(1),
    kind: 'message' as EntryKind,
    clientEntryId: bytes(16, id),
    after: 0,
    payload: bytes(8, id),
    welcomes: [],
    rotation: null,
    now: 1000,
    ...overrides,
  };
  return { requestHash: sha256(Buffer.concat([fields.payload, Buffer.from(fields.kind)])), ...fields };
}

function write<T>(store: Store, work: () => T): T {
  const results: T[] = [];
  store.commit(() => {
    results.push(work());
  });
  const [result] = results;
  if (results.length !== 1) throw new Error('the work did not run once');
  return result as T;
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof RelayError) return error.code;
    throw error;
  }
  return 'accepted';
}

/** Registers two accounts with one device each: 1 and 2. */
function addDevices(store: Store): void {
  write(store, () => {
    for (const [fill, userName] of [
      [1, 'alice'],
      [2, 'bob'],
    ] as const) {
      const accountKey = bytes(32, fill);
      const nextAccountKeyHash = bytes(32, fill + 100);
      store.appendRoster(bytes(5, fill), { type: 'account', userName, accountKey, nextAccountKeyHash });
      const device = { userName, deviceId: deviceId(fill), deviceKey: bytes(32, fill + 50) };
      store.appendRoster(bytes(6, fill), { type: 'device', ...device });
    }
  });
}

function seqsOf(store: Store, accessHash = LOG.accessHash, after = 0): readonly number[] {
  const access = store.findAccess(LOG.logId, accessHash);
  if (access === null) return [];
  const page = store.readLog(LOG.logId, { after, upTo: access.seq, bytesMax: ALL });
  return page.entries.map(({ seq }) => seq);
}

/** Runs the contract. `open` makes an empty store; the caller cleans up after it. */
export function storeContract(name: string, open: () => Store): void {
  const openWithLog = (): Store => {
    const store = open();
    addDevices(store);
    write(store, () => {
      store.createLog(LOG);
    });
    return store;
  };
  const append = (store: Store, overrides: AppendOverrides = {}) =>
    write(store, () => store.append(appendOf(overrides), QUOTA));

  describe(`${name}: logs`, () => {
    it('numbers entries from 1 without gaps and keeps their bytes, order and transcript', () => {
      const store = openWithLog();
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
      const store = openWithLog();
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
      const store = openWithLog();
      append(store, { id: 1 });
      append(store, { id: 2 });
      expect(append(store, { id: 1 })).toEqual({ seq: 1, entry: null, welcomes: [] });
      expect(codeOf(() => append(store, { id: 1, payload: bytes(9, 9) }))).toBe('id-reused');
      expect(append(store, { id: 1, deviceId: deviceId(2) }).seq).toBe(3);
      expect(seqsOf(store)).toEqual([1, 2, 3]);
    });

    it('refuses a commit unless it follows the last commit, messages between being no matter', () => {
      const store = openWithLog();
      append(store, { id: 1, kind: 'commit' });
      append(store, { id: 2 });
      expect(codeOf(() => append(store, { id: 3, kind: 'commit', after: 0 }))).toBe('conflict');
      expect(codeOf(() => append(store, { id: 3, kind: 'commit', after: 2 }))).toBe('conflict');
      expect(append(store, { id: 3, kind: 'commit', after: 1 }).seq).toBe(3);
      // The retry of a commit that was placed is no conflict.
      expect(append(store, { id: 1, kind: 'commit' }).seq).toBe(1);
    });

    it('reads pages within a size, at least one entry each', () => {
      const store = openWithLog();
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
      const store = openWithLog();
      expect(store.findAccess(LOG.logId, bytes(32, 5))).toBeNull();
      expect(store.findAccess(bytes(32, 5), LOG.accessHash)).toBeNull();
      expect(codeOf(() => append(store, { accessHash: bytes(32, 5) }))).toBe('no-access');
      expect(codeOf(() => append(store, { logId: bytes(32, 5) }))).toBe('no-access');
    });

    it('lets an ended hash read up to its commit and append nothing, the next one everything', () => {
      const store = openWithLog();
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
      const store = openWithLog();
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
      const store = openWithLog();
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
      const store = openWithLog();
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

    it('bounds what one account has waiting, and frees it by settling', () => {
      const store = openWithLog();
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
      const store = openWithLog();
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

  describe(`${name}: expiry and transactions`, () => {
    it('drops what is old: payloads of messages before those of commits, places and hashes never', () => {
      const store = openWithLog();
      const early = [append(store, { id: 1, now: 10 }), append(store, { id: 2, kind: 'commit', now: 20 })];
      append(store, { id: 3, now: 30 });
      const expire = (messagesBefore: number, commitsBefore: number): void => {
        let more = true;
        while (more) {
          more = write(store, () =>
            store.expire({ messagesBefore, commitsBefore, inboxBefore: 0, keyPackagesBefore: 0, rowsMax: 1 }),
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

    it('drops old inbox items and one-time key packages', () => {
      const store = openWithLog();
      append(store, { kind: 'commit', welcomes: [{ deviceId: deviceId(2), payload: bytes(1, 1) }], now: 10 });
      write(store, () => {
        const keys = { deviceId: deviceId(1), oneTime: [bytes(3, 1)], lastResort: bytes(3, 2), max: 3 };
        store.publishKeys({ ...keys, now: 10 });
      });
      write(store, () =>
        store.expire({
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
      const store = openWithLog();
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
