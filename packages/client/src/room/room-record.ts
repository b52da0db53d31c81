// A room's place in its log and in the profile, beside its MLS group (group-store.ts).
import {
  boolean,
  decode,
  encode,
  enumeration,
  fixed,
  optional,
  struct,
  uint53,
  uint8,
  vector,
  type Codec,
} from '@hushroom/codec';
import { accessToken, clientEntryId, hash, logId, userName } from '@hushroom/wire';
import type { RoomKind } from '@hushroom/ipc';
import { fromHex, numberKey, toHex } from '../hex.ts';
import type { Transaction } from '../storage.ts';

const ROOM_SPACE = 'room';
const TRANSCRIPT_SPACE = 'room-transcript';
const AGREED_SPACE = 'room-agreed';
const VOID_SPACE = 'room-void';
export const CONTROL_SEED_BYTES = 32;
const NAMES_BYTES_MAX = 64 * 1024;
/** Names in {@link RoomRecord.differs}: the alarm that stands by then is none of one person any more. */
export const DIFFERS_MAX = 256;

export type RoomStatus =
  /** Made here; the relay has not confirmed its log, or the first commit is not ordered. */
  | 'creating'
  /** A welcome came; the commit that it belongs to has not been seen in the log. */
  | 'joining'
  | 'active'
  /** I have asked to be taken out. */
  | 'leaving'
  | 'left'
  | 'removed'
  | 'stuck';

export interface RoomRecord {
  /** Hex of the log id, which is the group id. */
  readonly id: string;
  /** Hex: the conversation that shows this room. */
  readonly conversation: string;
  readonly kind: RoomKind;
  readonly status: RoomStatus;
  /** Seq of the last entry processed, and the transcript there. */
  readonly cursor: number;
  readonly transcript: Uint8Array;
  /** Seq of the last entry of kind commit, valid or void. */
  readonly lastCommit: number;
  readonly token: Uint8Array;
  /** The token before the newest: it still reads up to the commit that ended it. */
  readonly previousToken: Uint8Array | null;
  /** While joining: client entry id of the commit that adds this device. */
  readonly start: Uint8Array | null;
  /** The epoch that the last removal made: messages of earlier ones are void. */
  readonly floorEpoch: number;
  /** A member left by a commit that could not end the token: the next commit of an admin does. */
  readonly rotationDue: boolean;
  /** Seed of my control key: the log's where I am an admin. */
  readonly controlSeed: Uint8Array;
  /** In a direct message: the other's name. Empty in a room. */
  readonly peer: string;
  /** The relay has signed what it did not deliver. */
  readonly forked: boolean;
  /** Members whose history differed from mine: the first {@link DIFFERS_MAX}. */
  readonly differs: readonly string[];
  /** Own messages since my leaf was last renewed, and when that was (ms since 1970). */
  readonly sentSinceUpdate: number;
  readonly updatedAt: number;
}

interface Stored extends Omit<RoomRecord, 'id' | 'conversation'> {
  readonly logId: Uint8Array;
  readonly conversationId: Uint8Array;
}

const stored: Codec<Stored> = struct<Stored>({
  logId,
  conversationId: logId,
  kind: enumeration(uint8, { direct: 1, room: 2 }),
  status: enumeration(uint8, {
    creating: 1,
    joining: 2,
    active: 3,
    leaving: 4,
    left: 5,
    removed: 6,
    stuck: 7,
  }),
  cursor: uint53,
  transcript: hash,
  lastCommit: uint53,
  token: accessToken,
  previousToken: optional(accessToken),
  start: optional(clientEntryId),
  floorEpoch: uint53,
  rotationDue: boolean,
  controlSeed: fixed(CONTROL_SEED_BYTES),
  peer: userName,
  forked: boolean,
  differs: vector(userName, NAMES_BYTES_MAX),
  sentSinceUpdate: uint53,
  updatedAt: uint53,
});

export function saveRoom(transaction: Transaction, record: RoomRecord): void {
  const { id, conversation } = record;
  const value = { ...record, logId: fromHex(id), conversationId: fromHex(conversation) };
  transaction.put(ROOM_SPACE, id, encode(stored, value));
}

export function loadRooms(transaction: Transaction): RoomRecord[] {
  return transaction.list(ROOM_SPACE).map(([, value]) => {
    const { logId: id, conversationId, ...record } = decode(stored, value);
    return { ...record, id: toHex(id), conversation: toHex(conversationId) };
  });
}

/** One place of a log: the transcript there, and when the relay says that the entry came (ms since 1970). */
export interface TranscriptPlace {
  readonly transcript: Uint8Array;
  readonly at: number;
}

const place: Codec<TranscriptPlace> = struct<TranscriptPlace>({ transcript: hash, at: uint53 });

export function saveTranscript(
  transaction: Transaction,
  room: string,
  seq: number,
  value: TranscriptPlace,
): void {
  transaction.put(TRANSCRIPT_SPACE, `${room}/${numberKey(seq)}`, encode(place, value));
}

/** Null for places before this device joined, and for those that have not come. */
export function transcriptAt(transaction: Transaction, room: string, seq: number): TranscriptPlace | null {
  const value = transaction.get(TRANSCRIPT_SPACE, `${room}/${numberKey(seq)}`);
  return value === null ? null : decode(place, value);
}

/** How far a member and I have seen the same history. */
export interface Agreement {
  readonly seq: number;
  /** When the entry there came, ms since 1970. */
  readonly at: number;
}

const agreement: Codec<Agreement> = struct<Agreement>({ seq: uint53, at: uint53 });

export function saveAgreement(transaction: Transaction, room: string, name: string, value: Agreement): void {
  transaction.put(AGREED_SPACE, `${room}/${name}`, encode(agreement, value));
}

export function loadAgreement(transaction: Transaction, room: string, name: string): Agreement | null {
  const value = transaction.get(AGREED_SPACE, `${room}/${name}`);
  return value === null ? null : decode(agreement, value);
}

/** Names of those with whom any of a room's history was ever agreed. */
export function agreedWith(transaction: Transaction, room: string): readonly string[] {
  const prefix = `${room}/`;
  return transaction.list(AGREED_SPACE, prefix).map(([key]) => key.slice(prefix.length));
}

const utf8 = new TextEncoder();

/** Records why an entry was skipped. */
export function saveVoid(transaction: Transaction, room: string, seq: number, code: string): void {
  transaction.put(VOID_SPACE, `${room}/${numberKey(seq)}`, utf8.encode(code));
}
