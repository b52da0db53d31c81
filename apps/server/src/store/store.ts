// What the relay keeps, as one interface. memory.ts and sqlite.ts implement it; store.contract.ts holds both to it.
// Reads see what is committed. Methods marked (write) are called inside `commit` only; each changes all that it says or
// throws a RelayError having changed nothing. Nothing here knows what a payload means.
import type {
  DeliveredEntry,
  EntryKind,
  InboxItem,
  InboxKind,
  PlacedRosterEntry,
  Welcomes,
} from '@hushroom/wire';

/** A log as it begins: one access hash, one control key, T(0). */
export interface NewLog {
  readonly logId: Uint8Array;
  readonly accessHash: Uint8Array;
  readonly controlKey: Uint8Array;
  readonly transcript: Uint8Array;
}

/** What one access hash opens. */
export interface LogAccess {
  /** Seq of the commit that ended it; null for the current one. */
  readonly endedAt: number | null;
  /** The last entry that it reads, 0 for none, and the transcript there. */
  readonly seq: number;
  readonly transcript: Uint8Array;
}

/** Ends the current access hash at the commit that carries it. The caller has checked the signature. */
export interface Rotation {
  readonly nextAccessHash: Uint8Array;
  readonly controlKeys: readonly Uint8Array[] | null;
  /** The key that signed: the store checks that it is one of the log's. */
  readonly controlKey: Uint8Array;
}

export interface Append {
  readonly logId: Uint8Array;
  readonly accessHash: Uint8Array;
  readonly deviceId: Uint8Array;
  readonly kind: EntryKind;
  readonly clientEntryId: Uint8Array;
  readonly after: number;
  readonly payload: Uint8Array;
  /** When its payload is to be dropped, ms since 1970, if not before; null: as the policy says. */
  readonly keepUntil: number | null;
  /** SHA-256 of the whole request: equal for a retry, different for another use of the id. */
  readonly requestHash: Uint8Array;
  readonly welcomes: readonly Welcomes[];
  readonly rotation: Rotation | null;
  /** Ms since 1970. */
  readonly now: number;
}

export interface PlacedInboxItem {
  readonly deviceId: Uint8Array;
  readonly item: InboxItem;
}

/** What an append did. */
export interface Appended {
  readonly seq: number;
  /** Null where the same request was stored before. */
  readonly entry: DeliveredEntry | null;
  readonly welcomes: readonly PlacedInboxItem[];
}

/** How much one account may have waiting in one inbox. */
export interface InboxQuota {
  readonly itemsMax: number;
  readonly bytesMax: number;
}

export interface InboxAppend {
  readonly deviceId: Uint8Array;
  readonly sender: Uint8Array;
  readonly kind: InboxKind;
  readonly clientEntryId: Uint8Array;
  readonly payload: Uint8Array;
  readonly requestHash: Uint8Array;
  readonly now: number;
}

/** One stretch of a log, roster or inbox, oldest first; `more` if something readable follows. */
export interface Page<T> {
  readonly entries: readonly T[];
  readonly more: boolean;
}

export interface Account {
  readonly userName: string;
  readonly accountKey: Uint8Array;
  readonly nextAccountKeyHash: Uint8Array;
  /** Devices that are not revoked. */
  readonly devices: number;
}

export interface Device {
  readonly deviceId: Uint8Array;
  readonly userName: string;
  readonly deviceKey: Uint8Array;
  readonly revoked: boolean;
  /** Its place in the roster. */
  readonly rosterSeq: number;
}

/** What a roster entry changes besides the roster itself. The caller has checked names and signatures. */
export type RosterChange =
  | {
      readonly type: 'account';
      readonly userName: string;
      readonly accountKey: Uint8Array;
      readonly nextAccountKeyHash: Uint8Array;
    }
  | {
      readonly type: 'keyChange';
      readonly userName: string;
      readonly accountKey: Uint8Array;
      readonly nextAccountKeyHash: Uint8Array;
    }
  | {
      readonly type: 'device';
      readonly userName: string;
      readonly deviceId: Uint8Array;
      readonly deviceKey: Uint8Array;
    }
  | { readonly type: 'revocation'; readonly deviceId: Uint8Array };

export interface KeyPackages {
  readonly deviceId: Uint8Array;
  readonly oneTime: readonly Uint8Array[];
  readonly lastResort: Uint8Array | null;
  /** One-time key packages that the device may have in all. */
  readonly max: number;
  readonly now: number;
}

/** The place of a blob, as a device asks for it. */
export interface BlobReservation {
  readonly blobId: Uint8Array;
  readonly size: number;
  readonly deleteHash: Uint8Array;
  /** Whose quota it counts against. */
  readonly userName: string;
  readonly now: number;
}

export interface BlobQuota {
  readonly bytesPerAccountMax: number;
  readonly blobsPerAccountMax: number;
  /** Of the room that all accounts share. */
  readonly bytesLeft: number;
}

export interface StoredBlob {
  readonly size: number;
  /** Bytes that are durable; all of them once this is the size. */
  readonly received: number;
  readonly deleteHash: Uint8Array;
}

/** Who reserved room for which blob, and how far each has come. The bytes are elsewhere. */
export interface BlobPlaces {
  /**
   * (write) Makes the place of a blob, or finds it again. Throws `id-reused` where the id stands for another one, `quota`,
   * and `storage-full` where a new one does not fit the room that is left.
   */
  reserve(reservation: BlobReservation, quota: BlobQuota): StoredBlob;
  /** The room that all blobs take up together: see `blobRoom`. */
  room(): number;
  find(blobId: Uint8Array): StoredBlob | null;
  /** (write) Says how many bytes of a blob are durable. Does nothing for one that is gone. */
  grow(blobId: Uint8Array, received: number, now: number): void;
  /** (write) Forgets a blob. */
  delete(blobId: Uint8Array): void;
  /** Blobs of which the last bytes came before these times (ms since 1970), at most `max`. */
  expired(expiry: { wholeBefore: number; partialBefore: number; max: number }): Uint8Array[];
}

/** Everything that arrived before these times (ms since 1970) has expired. */
export interface Expiry {
  /** Payloads that were to be kept until then or earlier have expired too. */
  readonly now: number;
  readonly messagesBefore: number;
  readonly commitsBefore: number;
  readonly inboxBefore: number;
  readonly keyPackagesBefore: number;
  /** The most rows of each kind to look at in one call. */
  readonly rowsMax: number;
}

export interface Store {
  /** Runs `work` in one transaction. On return it is durable; if it throws, nothing of it remains. Throws `storage-full`. */
  commit(work: () => void): void;

  /** (write) Makes a log. The same again does nothing; another one under this id throws `log-exists`. */
  createLog(log: NewLog): void;
  /** What the hash opens; null if there is no such log or it never had this hash. */
  findAccess(logId: Uint8Array, accessHash: Uint8Array): LogAccess | null;
  /** Entries above `after` up to `upTo`, at most `bytesMax` of payload but at least one entry. */
  readLog(logId: Uint8Array, range: { after: number; upTo: number; bytesMax: number }): Page<DeliveredEntry>;
  /**
   * (write) Places an entry, its welcomes and its rotation. Decides in this order: the same request again (its seq),
   * `id-reused`, `no-access`, `access-ended`, `conflict`, `rotation-refused`, `not-found` for the device itself, `not-found`
   * or `quota` for a welcome.
   */
  append(append: Append, quota: InboxQuota): Appended;

  /** (write) Places an item; null if the same request was stored before. Throws `id-reused`, `not-found`, `quota`. */
  appendInbox(item: InboxAppend, quota: InboxQuota): PlacedInboxItem | null;
  /** Unsettled items above `after`, at most `bytesMax` of payload but at least one. */
  readInbox(deviceId: Uint8Array, range: { after: number; bytesMax: number }): Page<InboxItem>;
  /** (write) Forgets the payload of every item up to `upTo`. */
  settleInbox(deviceId: Uint8Array, upTo: number): void;

  findAccount(userName: string): Account | null;
  findDevice(deviceId: Uint8Array): Device | null;
  /** Roster entries above `after`, at most `bytesMax` of payload but at least one. */
  readRoster(range: { after: number; bytesMax: number }): Page<PlacedRosterEntry>;
  /** (write) Appends to the roster and makes the change; returns the seq. A revoked device loses inbox and key packages. */
  appendRoster(payload: Uint8Array, change: RosterChange): number;

  /** (write) Adds key packages; the last-resort one replaces the old. Throws `quota`. */
  publishKeys(keys: KeyPackages): void;
  /** One-time key packages, and whether a last-resort one is there that was never handed out. */
  countKeys(deviceId: Uint8Array): { oneTime: number; lastResort: boolean };
  /** (write) Takes the oldest one-time key package away, or else hands out the last-resort one; null if there is none. */
  claimKey(deviceId: Uint8Array): { keyPackage: Uint8Array; lastResort: boolean } | null;

  readonly blobs: BlobPlaces;

  /** (write) Drops payloads and key packages that expired; true if another call would find more. */
  expire(expiry: Expiry): boolean;
  close(): void;
}
