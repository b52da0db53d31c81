// Everything that a device, a control key or the relay signs outside MLS, in one form: SignContent of RFC 9420 §5.1.2
// with labels of our own. Nobody ever signs raw bytes.
import { encode, opaque, optional, struct, text, uint53, type Codec } from '@hushroom/codec';
import type { Sha256 } from './entry.ts';
import {
  channelBinding,
  controlKeys,
  deviceId,
  hash,
  logId,
  publicKey,
  relayId,
  signature,
  userName,
} from './ids.ts';
import { INBOX_BYTES_MAX } from './limits.ts';

export type StatementLabel =
  | 'Account'
  | 'AccessRotation'
  | 'Authenticate'
  | 'Head'
  | 'HeadKey'
  | 'KeyChange'
  | 'Policy'
  | 'Readd'
  | 'Register'
  | 'Revocation';

const signContentCodec = struct<{ label: string; content: Uint8Array }>({
  label: text(64),
  content: opaque(INBOX_BYTES_MAX),
});

/** The exact bytes that are signed for `content` under `label`. */
export function signContent<T>(label: StatementLabel, codec: Codec<T>, content: T): Uint8Array {
  return encode(signContentCodec, { label: `Hushroom 1.0 ${label}`, content: encode(codec, content) });
}

/** Signed by the device key to log in: bound to this relay, this connection's nonce and TLS channel, and this device. */
export interface AuthenticateStatement {
  readonly relayId: Uint8Array;
  readonly nonce: Uint8Array;
  readonly channelBinding: Uint8Array;
  readonly deviceId: Uint8Array;
}
export const authenticateStatement: Codec<AuthenticateStatement> = struct<AuthenticateStatement>({
  relayId,
  nonce: hash,
  channelBinding,
  deviceId,
});

/** Signed by the device key to register: `entries` is SHA-256 over the two encoded roster entries, account then device. */
export interface RegisterStatement {
  readonly relayId: Uint8Array;
  readonly nonce: Uint8Array;
  readonly channelBinding: Uint8Array;
  readonly entries: Uint8Array;
}
export const registerStatement: Codec<RegisterStatement> = struct<RegisterStatement>({
  relayId,
  nonce: hash,
  channelBinding,
  entries: hash,
});

/** Signed by the account key under 'Account', or under 'KeyChange' by the key whose hash the account committed to. */
export interface AccountStatement {
  readonly relayId: Uint8Array;
  readonly userName: string;
  readonly accountKey: Uint8Array;
  readonly nextAccountKeyHash: Uint8Array;
  /** Ms since 1970. */
  readonly created: number;
}
export const accountStatement: Codec<AccountStatement> = struct<AccountStatement>({
  relayId,
  userName,
  accountKey: publicKey,
  nextAccountKeyHash: hash,
  created: uint53,
});

/** Signed by the account key under 'Revocation': takes the device out for good. */
export interface RevocationStatement {
  readonly relayId: Uint8Array;
  readonly userName: string;
  readonly deviceId: Uint8Array;
  /** Ms since 1970. */
  readonly created: number;
}
export const revocationStatement: Codec<RevocationStatement> = struct<RevocationStatement>({
  relayId,
  userName,
  deviceId,
  created: uint53,
});

/** Signed by a member's device key: asks to be taken out of a room's group and in again, by this key package. */
export interface ReaddStatement {
  readonly logId: Uint8Array;
  readonly deviceId: Uint8Array;
  /** Ms since 1970; above that of every earlier request of the device for this room. */
  readonly made: number;
  /** SHA-256 of the key package. */
  readonly keyPackage: Uint8Array;
}
export const readdStatement: Codec<ReaddStatement> = struct<ReaddStatement>({
  logId,
  deviceId,
  made: uint53,
  keyPackage: hash,
});

/** Signed by a control key of the log: the commit with this hash ends the current token. */
export interface AccessRotationStatement {
  readonly relayId: Uint8Array;
  readonly logId: Uint8Array;
  /** SHA-256 of the commit's payload. */
  readonly commit: Uint8Array;
  readonly nextAccessHash: Uint8Array;
  /** Control keys from here on; null leaves them as they are. */
  readonly controlKeys: readonly Uint8Array[] | null;
}
export const accessRotationStatement: Codec<AccessRotationStatement> = struct<AccessRotationStatement>({
  relayId,
  logId,
  commit: hash,
  nextAccessHash: hash,
  controlKeys: optional(controlKeys),
});

// RFC 8410 §4: the SubjectPublicKeyInfo of an Ed25519 key is this prefix and the 32 bytes of the key.
const ED25519_KEY_INFO_PREFIX = Uint8Array.of(0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0);

/** The relay id of a CA key (32 raw bytes): SHA-256 of its DER SubjectPublicKeyInfo. */
export function relayIdOf(sha256: Sha256, caKey: Uint8Array): Uint8Array {
  const keyInfo = new Uint8Array(ED25519_KEY_INFO_PREFIX.length + caKey.length);
  keyInfo.set(ED25519_KEY_INFO_PREFIX);
  keyInfo.set(caKey, ED25519_KEY_INFO_PREFIX.length);
  return sha256(keyInfo);
}

/** The relay's statement of how far a log goes. Two with equal log and seq and unequal transcript are proof against it. */
export interface Head {
  readonly relayId: Uint8Array;
  readonly logId: Uint8Array;
  readonly seq: number;
  readonly transcript: Uint8Array;
  /** The relay's clock, ms since 1970. */
  readonly time: number;
}
export const head: Codec<Head> = struct<Head>({
  relayId,
  logId,
  seq: uint53,
  transcript: hash,
  time: uint53,
});

export interface SignedHead extends Head {
  readonly signature: Uint8Array;
}
export const signedHead: Codec<SignedHead> = struct<SignedHead>({
  relayId,
  logId,
  seq: uint53,
  transcript: hash,
  time: uint53,
  signature,
});

/** The key that signs heads, certified by the relay's CA key, whose hash is the relay id. */
export interface HeadKeyStatement {
  readonly relayId: Uint8Array;
  readonly headKey: Uint8Array;
}
export const headKeyStatement: Codec<HeadKeyStatement> = struct<HeadKeyStatement>({
  relayId,
  headKey: publicKey,
});

export interface HeadKeyCertificate {
  /** The raw Ed25519 key of the CA. */
  readonly caKey: Uint8Array;
  readonly headKey: Uint8Array;
  readonly signature: Uint8Array;
}
export const headKeyCertificate: Codec<HeadKeyCertificate> = struct<HeadKeyCertificate>({
  caKey: publicKey,
  headKey: publicKey,
  signature,
});
