// Entries of a room's log, and the running hash over them.
// T(0) = SHA-256(label, version, relay id, log id); T(n) = SHA-256(T(n-1), SHA-256(entry n)).
import {
  encode,
  enumeration,
  opaque,
  optional,
  struct,
  text,
  uint16,
  uint53,
  uint8,
  type Codec,
} from '@hushroom/codec';
import { clientEntryId, hash, logId, relayId } from './ids.ts';
import { COMMIT_BYTES_MAX, PROTOCOL_VERSION } from './limits.ts';

export type EntryKind = 'message' | 'commit';
export const entryKind: Codec<EntryKind> = enumeration(uint8, { message: 1, commit: 2 });

/** One entry as it is hashed: everything that its sender chose, and its place; not the relay's time. */
export interface Entry {
  /** Place in the log, from 1, without gaps. */
  readonly seq: number;
  readonly kind: EntryKind;
  readonly clientEntryId: Uint8Array;
  /** For a commit: seq of the last commit entry that its sender had seen, 0 for none. For a message: 0. */
  readonly after: number;
  readonly payload: Uint8Array;
}

export const entry: Codec<Entry> = struct<Entry>({
  seq: uint53,
  kind: entryKind,
  clientEntryId,
  after: uint53,
  payload: opaque(COMMIT_BYTES_MAX),
});

/** An entry as the relay delivers it. `payload` is null once it expired; `entryHash` then still places it. */
export interface DeliveredEntry {
  readonly seq: number;
  readonly kind: EntryKind;
  readonly clientEntryId: Uint8Array;
  readonly after: number;
  readonly payload: Uint8Array | null;
  /** SHA-256 of the canonical entry; with a payload the receiver computes it and ignores this field's claim. */
  readonly entryHash: Uint8Array;
  /** The relay's clock at arrival, ms since 1970: a claim, shown nowhere as truth. */
  readonly receivedAt: number;
}

export const deliveredEntry: Codec<DeliveredEntry> = struct<DeliveredEntry>({
  seq: uint53,
  kind: entryKind,
  clientEntryId,
  after: uint53,
  payload: optional(opaque(COMMIT_BYTES_MAX)),
  entryHash: hash,
  receivedAt: uint53,
});

/** SHA-256 of one byte string, passed in: this package contains no cryptography. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** The hash of one entry, 32 bytes. */
export function entryHash(sha256: Sha256, value: Entry): Uint8Array {
  return sha256(encode(entry, value));
}

const transcriptStartInput = struct<{
  label: string;
  version: number;
  relayId: Uint8Array;
  logId: Uint8Array;
}>({ label: text(64), version: uint16, relayId, logId });

/** T(0) of a log: 32 bytes that bind it to its relay. */
export function transcriptStart(sha256: Sha256, log: { relayId: Uint8Array; logId: Uint8Array }): Uint8Array {
  return sha256(
    encode(transcriptStartInput, { label: 'Hushroom transcript', version: PROTOCOL_VERSION, ...log }),
  );
}

const transcriptStepInput = struct<{ previous: Uint8Array; entryHash: Uint8Array }>({
  previous: hash,
  entryHash: hash,
});

/** T(n) from T(n-1) and the hash of entry n. */
export function transcriptNext(sha256: Sha256, previous: Uint8Array, nextEntryHash: Uint8Array): Uint8Array {
  return sha256(encode(transcriptStepInput, { previous, entryHash: nextEntryHash }));
}

const accessHashInput = struct<{ label: string; logId: Uint8Array; token: Uint8Array }>({
  label: text(64),
  logId,
  token: hash,
});

/** What the relay stores of an access token: 32 bytes. */
export function accessHash(sha256: Sha256, log: { logId: Uint8Array; token: Uint8Array }): Uint8Array {
  return sha256(encode(accessHashInput, { label: 'Hushroom access', ...log }));
}
