// The store in memory: for the simulation and tests. Complete, but durable only as long as the object.
import {
  RelayError,
  type DeliveredEntry,
  type InboxItem,
  type InboxKind,
  type PlacedRosterEntry,
} from '@hushroom/wire';
import { equalBytes, hex } from '../bytes.ts';
import { checkAppend, checkInboxQuota, fillPage, placeEntry, settleDuplicate } from './decision.ts';
import { MemoryBlobs } from './memory-blobs.ts';
import type {
  Account,
  Append,
  Appended,
  BlobPlaces,
  Device,
  Expiry,
  InboxAppend,
  InboxQuota,
  KeyPackages,
  LogAccess,
  NewLog,
  Page,
  PlacedInboxItem,
  RosterChange,
  Store,
} from './store.ts';

interface StoredAccess {
  readonly hash: Uint8Array;
  ended: { at: number; transcript: Uint8Array } | null;
}

interface StoredLog {
  readonly first: NewLog;
  lastCommit: number;
  transcript: Uint8Array;
  controlKeys: readonly Uint8Array[];
  readonly access: Map<string, StoredAccess>;
  readonly entries: DeliveredEntry[];
  /** By seq. */
  readonly keepUntil: Map<number, number>;
  /** By device and client entry id. */
  readonly requests: Map<string, { seq: number; requestHash: Uint8Array }>;
}

interface StoredItem {
  readonly seq: number;
  readonly kind: InboxKind;
  readonly sender: Uint8Array;
  readonly senderName: string;
  readonly receivedAt: number;
  readonly payload: Uint8Array;
}

interface StoredKeyPackage {
  readonly keyPackage: Uint8Array;
  readonly publishedAt: number;
}

interface StoredDevice {
  readonly deviceId: Uint8Array;
  readonly userName: string;
  readonly deviceKey: Uint8Array;
  readonly rosterSeq: number;
  revoked: boolean;
  inboxSeq: number;
  inbox: StoredItem[];
  readonly inboxRequests: Map<string, { seq: number; requestHash: Uint8Array }>;
  oneTime: StoredKeyPackage[];
  lastResort: (StoredKeyPackage & { used: boolean }) | null;
}

type StoredAccount = Omit<Account, 'devices'>;

/** A store whose writes change nothing when they throw, so that `commit` needs no undo. */
export class MemoryStore implements Store {
  readonly #logs = new Map<string, StoredLog>();
  readonly blobs: BlobPlaces = new MemoryBlobs();
  readonly #accounts = new Map<string, StoredAccount>();
  readonly #devices = new Map<string, StoredDevice>();
  readonly #roster: PlacedRosterEntry[] = [];

  commit(work: () => void): void {
    work();
  }

  createLog(log: NewLog): void {
    const key = hex(log.logId);
    const first = this.#logs.get(key)?.first;
    if (first !== undefined) {
      const isSame =
        equalBytes(first.accessHash, log.accessHash) && equalBytes(first.controlKey, log.controlKey);
      if (!isSame) throw new RelayError('log-exists');
      return;
    }
    this.#logs.set(key, {
      first: log,
      lastCommit: 0,
      transcript: log.transcript,
      controlKeys: [log.controlKey],
      access: new Map([[hex(log.accessHash), { hash: log.accessHash, ended: null }]]),
      entries: [],
      keepUntil: new Map(),
      requests: new Map(),
    });
  }

  findAccess(logId: Uint8Array, accessHash: Uint8Array): LogAccess | null {
    const log = this.#logs.get(hex(logId));
    const access = log?.access.get(hex(accessHash));
    if (log === undefined || access === undefined) return null;
    const { ended } = access;
    if (ended !== null) return { endedAt: ended.at, seq: ended.at, transcript: ended.transcript };
    return { endedAt: null, seq: log.entries.length, transcript: log.transcript };
  }

  readLog(logId: Uint8Array, range: { after: number; upTo: number; bytesMax: number }): Page<DeliveredEntry> {
    const entries = this.#logs.get(hex(logId))?.entries ?? [];
    return fillPage(entries.slice(range.after, range.upTo), range.bytesMax, ({ payload }) => payload);
  }

  append(append: Append, quota: InboxQuota): Appended {
    const log = this.#logs.get(hex(append.logId));
    const access = log?.access.get(hex(append.accessHash));
    if (log === undefined || access === undefined) throw new RelayError('no-access');
    const requestKey = hex(append.deviceId) + hex(append.clientEntryId);
    const earlier = settleDuplicate(log.requests.get(requestKey) ?? null, append.requestHash);
    if (earlier !== null) return { seq: earlier, entry: null, welcomes: [] };

    const state = { ...log, seq: log.entries.length };
    checkAppend(append, {
      log: state,
      access: { endedAt: access.ended?.at ?? null },
      isKnownAccessHash: (hash) => log.access.has(hex(hash)),
    });
    const sender = this.#device(append.deviceId);
    const recipients = append.welcomes.map(({ deviceId, payload }) => {
      const recipient = this.#device(deviceId);
      this.#checkInbox(recipient, sender, payload, quota);
      return { recipient, payload };
    });

    const { entry, transcript } = placeEntry(append, state);
    log.entries.push(entry);
    if (append.keepUntil !== null) log.keepUntil.set(entry.seq, append.keepUntil);
    log.transcript = transcript;
    if (entry.kind === 'commit') log.lastCommit = entry.seq;
    log.requests.set(requestKey, { seq: entry.seq, requestHash: append.requestHash });
    if (append.rotation !== null) {
      access.ended = { at: entry.seq, transcript };
      const hash = append.rotation.nextAccessHash;
      log.access.set(hex(hash), { hash, ended: null });
      log.controlKeys = append.rotation.controlKeys ?? log.controlKeys;
    }
    const welcomes = recipients.map(({ recipient, payload }) =>
      placeItem(recipient, sender, { kind: 'welcome', payload, now: append.now }),
    );
    return { seq: entry.seq, entry, welcomes };
  }

  appendInbox(item: InboxAppend, quota: InboxQuota): PlacedInboxItem | null {
    const recipient = this.#device(item.deviceId);
    const requestKey = hex(item.sender) + hex(item.clientEntryId);
    const earlier = settleDuplicate(recipient.inboxRequests.get(requestKey) ?? null, item.requestHash);
    if (earlier !== null) return null;
    const sender = this.#device(item.sender);
    this.#checkInbox(recipient, sender, item.payload, quota);
    const placed = placeItem(recipient, sender, item);
    recipient.inboxRequests.set(requestKey, { seq: placed.item.seq, requestHash: item.requestHash });
    return placed;
  }

  readInbox(deviceId: Uint8Array, range: { after: number; bytesMax: number }): Page<InboxItem> {
    const waiting = (this.#devices.get(hex(deviceId))?.inbox ?? [])
      .filter(({ seq }) => seq > range.after)
      .map(({ seq, kind, sender, payload }): InboxItem => ({ seq, kind, sender, payload }));
    return fillPage(waiting, range.bytesMax, ({ payload }) => payload);
  }

  settleInbox(deviceId: Uint8Array, upTo: number): void {
    const device = this.#device(deviceId);
    device.inbox = device.inbox.filter(({ seq }) => seq > upTo);
  }

  findAccount(userName: string): Account | null {
    const account = this.#accounts.get(userName);
    if (account === undefined) return null;
    const devices = [...this.#devices.values()].filter(
      (device) => device.userName === userName && !device.revoked,
    );
    return { ...account, devices: devices.length };
  }

  findDevice(deviceId: Uint8Array): Device | null {
    return this.#devices.get(hex(deviceId)) ?? null;
  }

  readRoster(range: { after: number; bytesMax: number }): Page<PlacedRosterEntry> {
    return fillPage(this.#roster.slice(range.after), range.bytesMax, ({ payload }) => payload);
  }

  appendRoster(payload: Uint8Array, change: RosterChange): number {
    const seq = this.#roster.length + 1;
    if (change.type === 'device') {
      const { deviceId, userName, deviceKey } = change;
      this.#devices.set(hex(deviceId), {
        deviceId,
        userName,
        deviceKey,
        rosterSeq: seq,
        revoked: false,
        inboxSeq: 0,
        inbox: [],
        inboxRequests: new Map(),
        oneTime: [],
        lastResort: null,
      });
    } else if (change.type === 'revocation') {
      const device = this.#device(change.deviceId);
      device.revoked = true;
      device.inbox = [];
      device.oneTime = [];
      device.lastResort = null;
    } else {
      const { userName, accountKey, nextAccountKeyHash } = change;
      this.#accounts.set(userName, { userName, accountKey, nextAccountKeyHash });
    }
    this.#roster.push({ seq, payload });
    return seq;
  }

  publishKeys({ deviceId, oneTime, lastResort, max, now }: KeyPackages): void {
    const device = this.#device(deviceId);
    if (device.oneTime.length + oneTime.length > max) throw new RelayError('quota', 'key packages');
    device.oneTime.push(...oneTime.map((keyPackage) => ({ keyPackage, publishedAt: now })));
    if (lastResort !== null) device.lastResort = { keyPackage: lastResort, publishedAt: now, used: false };
  }

  countKeys(deviceId: Uint8Array): { oneTime: number; lastResort: boolean } {
    const device = this.#device(deviceId);
    return {
      oneTime: device.oneTime.length,
      lastResort: device.lastResort !== null && !device.lastResort.used,
    };
  }

  claimKey(deviceId: Uint8Array): { keyPackage: Uint8Array; lastResort: boolean } | null {
    const device = this.#device(deviceId);
    const oneTime = device.oneTime.shift();
    if (oneTime !== undefined) return { keyPackage: oneTime.keyPackage, lastResort: false };
    if (device.lastResort === null) return null;
    device.lastResort.used = true;
    return { keyPackage: device.lastResort.keyPackage, lastResort: true };
  }

  expire(expiry: Expiry): boolean {
    for (const { entries, keepUntil } of this.#logs.values()) {
      entries.forEach((entry, index) => {
        const before = entry.kind === 'commit' ? expiry.commitsBefore : expiry.messagesBefore;
        const isOver = (keepUntil.get(entry.seq) ?? Infinity) <= expiry.now;
        if (isOver || entry.receivedAt < before) entries[index] = { ...entry, payload: null };
      });
    }
    for (const device of this.#devices.values()) {
      device.inbox = device.inbox.filter(({ receivedAt }) => receivedAt >= expiry.inboxBefore);
      const isFresh = ({ publishedAt }: StoredKeyPackage): boolean => publishedAt >= expiry.keyPackagesBefore;
      device.oneTime = device.oneTime.filter(isFresh);
    }
    return false;
  }

  close(): void {
    this.#logs.clear();
  }

  /** Throws `not-found` for a device that is unknown or revoked. */
  #device(deviceId: Uint8Array): StoredDevice {
    const device = this.#devices.get(hex(deviceId));
    if (device === undefined || device.revoked) throw new RelayError('not-found');
    return device;
  }

  #checkInbox(recipient: StoredDevice, sender: StoredDevice, payload: Uint8Array, quota: InboxQuota): void {
    const waiting = recipient.inbox.filter(({ senderName }) => senderName === sender.userName);
    const bytes = waiting.reduce((sum, item) => sum + item.payload.length, 0);
    checkInboxQuota({ items: waiting.length, bytes }, payload.length, quota);
  }
}

function placeItem(
  recipient: StoredDevice,
  sender: StoredDevice,
  { kind, payload, now }: { kind: InboxKind; payload: Uint8Array; now: number },
): PlacedInboxItem {
  recipient.inboxSeq += 1;
  const item = { seq: recipient.inboxSeq, kind, sender: sender.deviceId, payload };
  recipient.inbox.push({ ...item, senderName: sender.userName, receivedAt: now });
  return { deviceId: recipient.deviceId, item };
}
