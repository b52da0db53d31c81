// What the parts of the store contract share: one log, two devices, and ways to write.
import { RelayError, transcriptStart, type EntryKind } from '@hushroom/wire';
import { sha256 } from '../../bytes.ts';
import type { Append, Appended, InboxQuota, NewLog, Store } from '../store.ts';

export const ALL = 1_000_000;
export const QUOTA: InboxQuota = { itemsMax: 3, bytesMax: 1000 };

/** Bytes that are told apart by a number. */
export const bytes = (length: number, fill: number): Uint8Array => new Uint8Array(length).fill(fill);
export const deviceId = (fill: number): Uint8Array => bytes(16, fill);

export const LOG: NewLog = {
  logId: bytes(32, 1),
  accessHash: bytes(32, 2),
  controlKey: bytes(32, 3),
  transcript: transcriptStart(sha256, { relayId: bytes(32, 9), logId: bytes(32, 1) }),
};

export interface AppendOverrides extends Partial<Append> {
  readonly id?: number;
}

/** An append whose request hash follows from its fields, as the relay's does. */
export function appendOf({ id = 1, ...overrides }: AppendOverrides = {}): Append {
  const fields = {
    logId: LOG.logId,
    accessHash: LOG.accessHash,
    deviceId: deviceId(1),
    kind: 'message' as EntryKind,
    clientEntryId: bytes(16, id),
    after: 0,
    payload: bytes(8, id),
    keepUntil: null,
    welcomes: [],
    rotation: null,
    now: 1000,
    ...overrides,
  };
  return { requestHash: sha256(Buffer.concat([fields.payload, Buffer.from(fields.kind)])), ...fields };
}

export function write<T>(store: Store, work: () => T): T {
  const results: T[] = [];
  store.commit(() => {
    results.push(work());
  });
  const [result] = results;
  if (results.length !== 1) throw new Error('the work did not run once');
  return result as T;
}

export function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof RelayError) return error.code;
    throw error;
  }
  return 'accepted';
}

/** Registers two accounts with one device each: 1 and 2. */
export function addDevices(store: Store): void {
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

export function seqsOf(store: Store, accessHash = LOG.accessHash, after = 0): readonly number[] {
  const access = store.findAccess(LOG.logId, accessHash);
  if (access === null) return [];
  const page = store.readLog(LOG.logId, { after, upTo: access.seq, bytesMax: ALL });
  return page.entries.map(({ seq }) => seq);
}

/** Makes an empty store; whoever runs the contract cleans up after it. */
export type OpenStore = () => Store;

/** An empty store with two devices and {@link LOG}. */
export function openWithLog(open: OpenStore): Store {
  const store = open();
  addDevices(store);
  write(store, () => {
    store.createLog(LOG);
  });
  return store;
}

/** Appends in a transaction of its own. */
export function append(store: Store, overrides: AppendOverrides = {}): Appended {
  return write(store, () => store.append(appendOf(overrides), QUOTA));
}
