// What both stores decide alike, as pure functions of what they found: the order of an append and the room in an inbox.
import { entryHash, RelayError, transcriptNext, type DeliveredEntry } from '@hushroom/wire';
import { equalBytes, sha256 } from '../bytes.ts';
import type { Append, BlobQuota, BlobReservation, InboxQuota, Page, StoredBlob } from './store.ts';

/** A log as a store finds it. */
export interface LogState {
  readonly seq: number;
  /** Seq of its last commit-kind entry, 0 for none. */
  readonly lastCommit: number;
  readonly transcript: Uint8Array;
  readonly controlKeys: readonly Uint8Array[];
}

/** A request stored before under the same client entry id by the same device. */
export interface StoredRequest {
  readonly seq: number;
  readonly requestHash: Uint8Array;
}

/** The seq of an earlier equal request, or null if there was none. Throws `id-reused`. */
export function settleDuplicate(earlier: StoredRequest | null, requestHash: Uint8Array): number | null {
  if (earlier === null) return null;
  if (!equalBytes(earlier.requestHash, requestHash)) throw new RelayError('id-reused');
  return earlier.seq;
}

/** Throws unless the append may stand at the end of this log, opened by an access hash in this state. */
export function checkAppend(
  append: Append,
  found: {
    log: LogState;
    access: { endedAt: number | null };
    isKnownAccessHash: (hash: Uint8Array) => boolean;
  },
): void {
  const { log, access } = found;
  if (access.endedAt !== null) throw new RelayError('access-ended');
  // Not only "stands after": a seq that is no commit's is a claim about a log that this one is not.
  if (append.kind === 'commit' && append.after !== log.lastCommit) throw new RelayError('conflict');
  const { rotation } = append;
  if (rotation === null) return;
  if (!log.controlKeys.some((key) => equalBytes(key, rotation.controlKey))) {
    throw new RelayError('rotation-refused', 'not a control key');
  }
  // A log without control keys could never rotate again.
  if (rotation.controlKeys?.length === 0) throw new RelayError('rotation-refused', 'no control key left');
  if (found.isKnownAccessHash(rotation.nextAccessHash)) {
    throw new RelayError('rotation-refused', 'access hash used before');
  }
}

/** The entry that an append becomes, and the transcript there. */
export function placeEntry(append: Append, log: LogState): { entry: DeliveredEntry; transcript: Uint8Array } {
  const placed = {
    seq: log.seq + 1,
    kind: append.kind,
    clientEntryId: append.clientEntryId,
    after: append.after,
    payload: append.payload,
  };
  const hash = entryHash(sha256, placed);
  return {
    entry: { ...placed, entryHash: hash, receivedAt: append.now },
    transcript: transcriptNext(sha256, log.transcript, hash),
  };
}

/** Throws `quota` if one more item of `bytes` is too much beside what the sender has waiting. */
export function checkInboxQuota(
  waiting: { items: number; bytes: number },
  bytes: number,
  quota: InboxQuota,
): void {
  if (waiting.items + 1 > quota.itemsMax || waiting.bytes + bytes > quota.bytesMax) {
    throw new RelayError('quota', 'inbox');
  }
}

/** What an item takes on the wire beside its payload, at most. */
const ITEM_BYTES = 160;

/** Takes items from the front while they fit `bytesMax` on the wire, always at least one. */
export function fillPage<T>(
  items: Iterable<T>,
  bytesMax: number,
  payloadOf: (item: T) => Uint8Array | null,
): Page<T> {
  const entries: T[] = [];
  let bytes = 0;
  for (const item of items) {
    bytes += ITEM_BYTES + (payloadOf(item)?.length ?? 0);
    if (entries.length > 0 && bytes > bytesMax) return { entries, more: true };
    entries.push(item);
  }
  return { entries, more: false };
}

/** The blob that a reservation asks for again; null if it is a new one. Throws `id-reused`. */
export function settleReservation(
  earlier: (StoredBlob & { readonly userName: string }) | null,
  { size, deleteHash, userName }: BlobReservation,
): StoredBlob | null {
  if (earlier === null) return null;
  const isSame =
    earlier.size === size && equalBytes(earlier.deleteHash, deleteHash) && earlier.userName === userName;
  if (!isSame) throw new RelayError('id-reused');
  return earlier;
}

/**
 * What a blob takes up of the room that all share: what has come and as much again, up to its size. Whoever sends nothing
 * keeps nobody out, and an upload can be finished from its half on.
 */
export function blobRoom({ size, received }: { readonly size: number; readonly received: number }): number {
  return Math.min(size, 2 * received);
}

/** Throws unless one more blob of this size fits beside what the account has, and the room that is left. */
export function checkBlobQuota(
  held: { readonly accountBytes: number; readonly accountBlobs: number },
  size: number,
  quota: BlobQuota,
): void {
  const isOver =
    held.accountBytes + size > quota.bytesPerAccountMax || held.accountBlobs + 1 > quota.blobsPerAccountMax;
  if (isOver) throw new RelayError('quota', 'files');
  if (size > quota.bytesLeft) throw new RelayError('storage-full');
}
