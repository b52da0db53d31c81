// What the relay answers and what it says by itself.
import {
  boolean,
  enumeration,
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
import { deliveredEntry, type DeliveredEntry } from './entry.ts';
import { errorReply, type ErrorReply } from './error.ts';
import { accessToken, hash, logId, signature, userName } from './ids.ts';
import { inboxItem, type InboxItem } from './inbox.ts';
import {
  EPHEMERAL_BYTES_MAX,
  KEY_PACKAGE_BYTES_MAX,
  READ_BYTES_MAX,
  RELAY_NAME_BYTES_MAX,
  USER_NAME_BYTES_MAX,
} from './limits.ts';
import type { RequestType } from './request.ts';
import { placedRosterEntry, type PlacedRosterEntry } from './roster.ts';
import { headKeyCertificate, signedHead, type HeadKeyCertificate, type SignedHead } from './statement.ts';

export type Registration = 'open' | 'invite' | 'closed';

/** What the relay promises, signed by its head key, so that a broken promise can be shown. */
export interface Policy {
  readonly registration: Registration;
  /** How long message payloads are kept, in seconds. */
  readonly retentionSeconds: number;
  /** The longest message payload that it takes, in bytes. */
  readonly messageBytesMax: number;
  /** One-time key packages that it keeps per device. */
  readonly keyPackagesMax: number;
}
export const policy: Codec<Policy> = struct<Policy>({
  registration: enumeration(uint8, { open: 1, invite: 2, closed: 3 }),
  retentionSeconds: uint53,
  messageBytesMax: uint32,
  keyPackagesMax: uint32,
});

export interface HelloReply {
  readonly version: number;
  readonly relayName: string;
  readonly policy: Policy;
  /** By the head key, over the policy. */
  readonly policySignature: Uint8Array;
  readonly headKey: HeadKeyCertificate;
  /** To be signed in register and authenticate; good for this connection only. */
  readonly nonce: Uint8Array;
  /** The relay's clock, ms since 1970. */
  readonly time: number;
}

export interface RosterReply {
  readonly entries: readonly PlacedRosterEntry[];
  /** Entries after these exist: ask again. A watch begins with the reply that has none. */
  readonly more: boolean;
  readonly head: SignedHead;
  /** Names that are connected now; filled only by roster.watch. */
  readonly online: readonly string[];
}

export interface KeysCountReply {
  readonly oneTime: number;
  /** A last-resort key package is there and was never handed out: false means publish another. */
  readonly lastResort: boolean;
}

export interface KeysClaimReply {
  readonly keyPackage: Uint8Array;
  readonly lastResort: boolean;
}

export interface LogOpenReply {
  readonly entries: readonly DeliveredEntry[];
  /** Entries after these exist: ask again. New entries are pushed from the reply that has none on. */
  readonly more: boolean;
  /** The token was ended by the commit with this seq: nothing after it is readable, nothing can be appended. */
  readonly endedAt: number | null;
  /** Head of what this token may read. */
  readonly head: SignedHead;
}

export interface SeqReply {
  readonly seq: number;
}

export interface InboxOpenReply {
  readonly items: readonly InboxItem[];
  readonly more: boolean;
}

export interface BlobGrantReply {
  /** Allows puts of the blob for a while. */
  readonly token: Uint8Array;
  /** Bytes of it that the relay has on its disk: a put goes on there. All of them: nothing is left to do. */
  readonly received: number;
}

interface Replies {
  error: ErrorReply;
  ok: object;
  hello: HelloReply;
  roster: RosterReply;
  keysCount: KeysCountReply;
  keysClaim: KeysClaimReply;
  logOpen: LogOpenReply;
  seq: SeqReply;
  inboxOpen: InboxOpenReply;
  blobGrant: BlobGrantReply;
}

const reply = select<Replies>(uint8, {
  error: [1, errorReply],
  ok: [2, struct<object>({})],
  hello: [
    3,
    struct<HelloReply>({
      version: uint16,
      relayName: text(RELAY_NAME_BYTES_MAX),
      policy,
      policySignature: signature,
      headKey: headKeyCertificate,
      nonce: hash,
      time: uint53,
    }),
  ],
  roster: [
    4,
    struct<RosterReply>({
      entries: vector(placedRosterEntry, READ_BYTES_MAX),
      more: boolean,
      head: signedHead,
      online: vector(text(USER_NAME_BYTES_MAX), READ_BYTES_MAX),
    }),
  ],
  keysCount: [5, struct<KeysCountReply>({ oneTime: uint32, lastResort: boolean })],
  keysClaim: [6, struct<KeysClaimReply>({ keyPackage: opaque(KEY_PACKAGE_BYTES_MAX), lastResort: boolean })],
  logOpen: [
    7,
    struct<LogOpenReply>({
      entries: vector(deliveredEntry, READ_BYTES_MAX),
      more: boolean,
      endedAt: optional(uint53),
      head: signedHead,
    }),
  ],
  seq: [8, struct<SeqReply>({ seq: uint53 })],
  inboxOpen: [9, struct<InboxOpenReply>({ items: vector(inboxItem, READ_BYTES_MAX), more: boolean })],
  blobGrant: [32, struct<BlobGrantReply>({ token: accessToken, received: uint53 })],
});

export type Reply = Of<typeof reply>;
export type ReplyType = Reply['type'];
export type ReplyOf<T extends ReplyType> = Extract<Reply, { type: T }>;

export type Presence = 'joined' | 'online' | 'offline' | 'left';

interface Pushes {
  entry: { readonly logId: Uint8Array; readonly entry: DeliveredEntry };
  /** The token by which this connection opened the log was ended by the commit just pushed. */
  ended: { readonly logId: Uint8Array; readonly endedAt: number };
  head: SignedHead;
  ephemeral: { readonly logId: Uint8Array; readonly payload: Uint8Array };
  inbox: InboxItem;
  roster: PlacedRosterEntry;
  presence: { readonly userName: string; readonly presence: Presence };
  closing: object;
}

const push = select<Pushes>(uint8, {
  entry: [1, struct<Pushes['entry']>({ logId, entry: deliveredEntry })],
  ended: [2, struct<Pushes['ended']>({ logId, endedAt: uint53 })],
  head: [3, signedHead],
  ephemeral: [4, struct<Pushes['ephemeral']>({ logId, payload: opaque(EPHEMERAL_BYTES_MAX) })],
  inbox: [5, inboxItem],
  roster: [6, placedRosterEntry],
  presence: [
    7,
    struct<Pushes['presence']>({
      userName,
      presence: enumeration(uint8, { joined: 1, online: 2, offline: 3, left: 4 }),
    }),
  ],
  closing: [8, struct<object>({})],
});

export type Push = Of<typeof push>;
export type PushType = Push['type'];

/** One frame from relay to client: a reply to the request with this id, or a push with id 0. */
export type RelayFrame =
  { readonly id: number; readonly reply: Reply } | { readonly id: 0; readonly push: Push };

export const relayFrame: Codec<RelayFrame> = {
  write: (writer, frame) => {
    uint32.write(writer, frame.id);
    if ('push' in frame) push.write(writer, frame.push);
    else reply.write(writer, frame.reply);
  },
  read: (reader) => {
    const id = uint32.read(reader);
    return id === 0 ? { id: 0, push: push.read(reader) } : { id, reply: reply.read(reader) };
  },
};

/** Which reply answers which request, besides `error`. */
export const REPLY_TYPES = {
  hello: 'hello',
  register: 'ok',
  authenticate: 'ok',
  'roster.read': 'roster',
  'roster.watch': 'roster',
  'roster.append': 'seq',
  'keys.publish': 'ok',
  'keys.count': 'keysCount',
  'keys.claim': 'keysClaim',
  'log.create': 'ok',
  'log.open': 'logOpen',
  'log.close': 'ok',
  'log.append': 'seq',
  'log.publish': 'ok',
  'inbox.append': 'ok',
  'inbox.open': 'inboxOpen',
  ping: 'ok',
  'blob.reserve': 'blobGrant',
  'blob.delete': 'ok',
} as const satisfies Record<RequestType, ReplyType>;
