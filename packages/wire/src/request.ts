// What a client asks of the relay. docs/protocol.md has one section per request.
import {
  opaque,
  optional,
  select,
  struct,
  text,
  uint16,
  uint32,
  uint53,
  uint8,
  vector,
  type Codec,
  type Of,
} from '@hushroom/codec';
import { entryKind, type EntryKind } from './entry.ts';
import {
  accessToken,
  blobId,
  clientEntryId,
  controlKeys,
  deviceId,
  hash,
  logId,
  publicKey,
  signature,
} from './ids.ts';
import {
  COMMIT_BYTES_MAX,
  EPHEMERAL_BYTES_MAX,
  INBOX_BYTES_MAX,
  INVITE_BYTES_MAX,
  KEY_PACKAGE_BYTES_MAX,
  KEY_PACKAGES_BYTES_MAX,
  WELCOMES_BYTES_MAX,
} from './limits.ts';
import { inboxKind, type InboxKind } from './inbox.ts';
import { ROSTER_ENTRY_BYTES_MAX } from './roster.ts';

export interface HelloRequest {
  readonly versionMin: number;
  readonly versionMax: number;
}

export interface RegisterRequest {
  /** Empty where registration is open. */
  readonly inviteCode: string;
  /** An encoded account entry and an encoded device entry of the roster. */
  readonly account: Uint8Array;
  readonly device: Uint8Array;
  /** By the device key, over RegisterStatement. */
  readonly signature: Uint8Array;
}

export interface AuthenticateRequest {
  readonly deviceId: Uint8Array;
  /** By the device key, over AuthenticateStatement. */
  readonly signature: Uint8Array;
}

export interface RosterReadRequest {
  /** Entries with a seq above this one, oldest first, as many as fit one reply. */
  readonly after: number;
}

export interface RosterAppendRequest {
  /** An encoded roster entry about the account of this device. */
  readonly entry: Uint8Array;
}

export interface KeysPublishRequest {
  readonly oneTime: readonly Uint8Array[];
  /** Replaces the last-resort key package; null leaves it. */
  readonly lastResort: Uint8Array | null;
}

export interface KeysClaimRequest {
  readonly deviceId: Uint8Array;
}

export interface LogCreateRequest {
  readonly logId: Uint8Array;
  readonly accessHash: Uint8Array;
  readonly controlKey: Uint8Array;
}

export interface LogOpenRequest {
  readonly logId: Uint8Array;
  readonly token: Uint8Array;
  /** Entries with a seq above this one, oldest first, as many as fit one reply. */
  readonly after: number;
}

export interface LogCloseRequest {
  readonly logId: Uint8Array;
}

export interface Welcomes {
  readonly deviceId: Uint8Array;
  readonly payload: Uint8Array;
}

/** Ends the current access token at the commit that carries it. */
export interface AccessRotation {
  readonly nextAccessHash: Uint8Array;
  /** Control keys from here on; null leaves them as they are. */
  readonly controlKeys: readonly Uint8Array[] | null;
  /** Which of the log's control keys signs. */
  readonly controlKey: Uint8Array;
  /** Over AccessRotationStatement. */
  readonly signature: Uint8Array;
}

export interface LogAppendRequest {
  readonly logId: Uint8Array;
  readonly kind: EntryKind;
  readonly clientEntryId: Uint8Array;
  /** For a commit: seq of the last commit entry seen, 0 for none. For a message: 0. */
  readonly after: number;
  readonly payload: Uint8Array;
  /** For a message: the relay drops the payload so many seconds after it came, if not before; 0: as its policy says. */
  readonly keepSeconds: number;
  /** Stored together with their commit or not at all. */
  readonly welcomes: readonly Welcomes[];
  readonly rotation: AccessRotation | null;
}

export interface LogPublishRequest {
  readonly logId: Uint8Array;
  readonly payload: Uint8Array;
}

export interface InboxAppendRequest {
  readonly deviceId: Uint8Array;
  readonly kind: InboxKind;
  readonly clientEntryId: Uint8Array;
  readonly payload: Uint8Array;
}

export interface InboxOpenRequest {
  /** Items with a seq above this one; what is at or below it is settled and may be forgotten. */
  readonly after: number;
}

export interface BlobReserveRequest {
  readonly blobId: Uint8Array;
  /** Bytes of the whole blob. */
  readonly size: number;
  /** SHA-256 of the token that deletes it. */
  readonly deleteHash: Uint8Array;
}

export interface BlobDeleteRequest {
  readonly blobId: Uint8Array;
  readonly deleteToken: Uint8Array;
}

const rosterPayload = opaque(ROSTER_ENTRY_BYTES_MAX);
const nothing = struct<object>({});

const accessRotation: Codec<AccessRotation> = struct<AccessRotation>({
  nextAccessHash: hash,
  controlKeys: optional(controlKeys),
  controlKey: publicKey,
  signature,
});

interface Requests {
  hello: HelloRequest;
  register: RegisterRequest;
  authenticate: AuthenticateRequest;
  'roster.read': RosterReadRequest;
  'roster.watch': RosterReadRequest;
  'roster.append': RosterAppendRequest;
  'keys.publish': KeysPublishRequest;
  'keys.count': object;
  'keys.claim': KeysClaimRequest;
  'log.create': LogCreateRequest;
  'log.open': LogOpenRequest;
  'log.close': LogCloseRequest;
  'log.append': LogAppendRequest;
  'log.publish': LogPublishRequest;
  'inbox.append': InboxAppendRequest;
  'inbox.open': InboxOpenRequest;
  ping: object;
  'blob.reserve': BlobReserveRequest;
  'blob.delete': BlobDeleteRequest;
}

const request = select<Requests>(uint8, {
  hello: [1, struct<HelloRequest>({ versionMin: uint16, versionMax: uint16 })],
  register: [
    2,
    struct<RegisterRequest>({
      inviteCode: text(INVITE_BYTES_MAX),
      account: rosterPayload,
      device: rosterPayload,
      signature,
    }),
  ],
  authenticate: [3, struct<AuthenticateRequest>({ deviceId, signature })],
  'roster.read': [4, struct<RosterReadRequest>({ after: uint53 })],
  'roster.watch': [5, struct<RosterReadRequest>({ after: uint53 })],
  'roster.append': [6, struct<RosterAppendRequest>({ entry: rosterPayload })],
  'keys.publish': [
    7,
    struct<KeysPublishRequest>({
      oneTime: vector(opaque(KEY_PACKAGE_BYTES_MAX, 1), KEY_PACKAGES_BYTES_MAX),
      lastResort: optional(opaque(KEY_PACKAGE_BYTES_MAX, 1)),
    }),
  ],
  'keys.count': [8, nothing],
  'keys.claim': [9, struct<KeysClaimRequest>({ deviceId })],
  'log.create': [10, struct<LogCreateRequest>({ logId, accessHash: hash, controlKey: publicKey })],
  'log.open': [11, struct<LogOpenRequest>({ logId, token: accessToken, after: uint53 })],
  'log.close': [12, struct<LogCloseRequest>({ logId })],
  'log.append': [
    13,
    struct<LogAppendRequest>({
      logId,
      kind: entryKind,
      clientEntryId,
      after: uint53,
      payload: opaque(COMMIT_BYTES_MAX, 1),
      keepSeconds: uint32,
      welcomes: vector(
        struct<Welcomes>({ deviceId, payload: opaque(INBOX_BYTES_MAX, 1) }),
        WELCOMES_BYTES_MAX,
      ),
      rotation: optional(accessRotation),
    }),
  ],
  'log.publish': [14, struct<LogPublishRequest>({ logId, payload: opaque(EPHEMERAL_BYTES_MAX, 1) })],
  'inbox.append': [
    15,
    struct<InboxAppendRequest>({
      deviceId,
      kind: inboxKind,
      clientEntryId,
      payload: opaque(INBOX_BYTES_MAX, 1),
    }),
  ],
  'inbox.open': [16, struct<InboxOpenRequest>({ after: uint53 })],
  ping: [17, nothing],
  'blob.reserve': [32, struct<BlobReserveRequest>({ blobId, size: uint53, deleteHash: hash })],
  'blob.delete': [33, struct<BlobDeleteRequest>({ blobId, deleteToken: accessToken })],
});

export type Request = Of<typeof request>;
export type RequestType = Request['type'];
export type RequestOf<T extends RequestType> = Extract<Request, { type: T }>;

/** One frame from client to relay. `id` is above 0 and unique among the requests under way on the connection. */
export interface RequestFrame {
  readonly id: number;
  readonly request: Request;
}
export const requestFrame: Codec<RequestFrame> = struct<RequestFrame>({ id: uint32, request });
