// Everything that a device, a control key or the relay signs outside MLS, in one form: SignContent of RFC 9420 §5.1.2
// with labels of our own. Nobody ever signs raw bytes.
import { encode, opaque, optional, struct, text, uint53, type Codec } from '@hushroom/codec';
import { controlKeys, deviceId, hash, logId, publicKey, relayId, signature } from './ids.ts';
import { INBOX_BYTES_MAX } from './limits.ts';

export type StatementLabel = 'Authenticate' | 'Register' | 'AccessRotation' | 'HeadKey' | 'Head' | 'Policy';

const signContentCodec = struct<{ label: string; content: Uint8Array }>({
  label: text(64),
  content: opaque(INBOX_BYTES_MAX),
});

/** The exact bytes that are signed for `content` under `label`. */
export function signContent<T>(label: StatementLabel, codec: Codec<T>, content: T): Uint8Array {
  return encode(signContentCodec, { label: `Hushroom 1.0 ${label}`, content: encode(codec, content) });
}

/** Signed by the device key to log in: bound to this relay, this connection's nonce and this device. */
export interface AuthenticateStatement {
  readonly relayId: Uint8Array;
  readonly nonce: Uint8Array;
  readonly deviceId: Uint8Array;
}
export const authenticateStatement: Codec<AuthenticateStatement> = struct<AuthenticateStatement>({
  relayId,
  nonce: hash,
  deviceId,
});

/** Signed by the device key to register: `entries` is SHA-256 over the two encoded roster entries, account then device. */
export interface RegisterStatement {
  readonly relayId: Uint8Array;
  readonly nonce: Uint8Array;
  readonly entries: Uint8Array;
}
export const registerStatement: Codec<RegisterStatement> = struct<RegisterStatement>({
  relayId,
  nonce: hash,
  entries: hash,
});

/** Signed by a control key of the log: `clientEntryId`'s commit ends the current token. */
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
