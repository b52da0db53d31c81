// Key packages of this device: the private side of what others may claim to add it, kept until it is used or expires.
import { boolean, decode, encode, opaque, struct, uint53, type Codec } from '@hushroom/codec';
import { decodeKeyPackage, Secret, type KeyPackage, type KeyPackageSecrets } from '@hushroom/crypto';
import { KEY_PACKAGE_BYTES_MAX } from '@hushroom/wire';
import type { Transaction } from '../storage.ts';

const SPACE = 'key-package';
const SECRET_BYTES_MAX = 64;

export interface KeyPackageRecord {
  /** Hex of the reference (RFC 9420 §5.2). */
  readonly reference: string;
  readonly keyPackage: KeyPackage;
  /** The key package as an MLSMessage. */
  readonly encoded: Uint8Array;
  readonly secrets: KeyPackageSecrets;
  /** Handed out again and again until another replaces it. */
  readonly lastResort: boolean;
  /** Ms since 1970. */
  readonly expires: number;
}

interface Stored {
  readonly encoded: Uint8Array;
  readonly initKey: Uint8Array;
  readonly encryptionKey: Uint8Array;
  readonly lastResort: boolean;
  readonly expires: number;
}

const stored: Codec<Stored> = struct<Stored>({
  encoded: opaque(KEY_PACKAGE_BYTES_MAX),
  initKey: opaque(SECRET_BYTES_MAX),
  encryptionKey: opaque(SECRET_BYTES_MAX),
  lastResort: boolean,
  expires: uint53,
});

export function saveKeyPackage(transaction: Transaction, record: KeyPackageRecord): void {
  const { reference, encoded, secrets, lastResort, expires } = record;
  const value = secrets.initKey.use((initKey) =>
    secrets.encryptionKey.use((encryptionKey) =>
      encode(stored, { encoded, initKey, encryptionKey, lastResort, expires }),
    ),
  );
  transaction.put(SPACE, reference, value);
}

/** Null if there is none of this reference: never made here, used, or expired. */
export function loadKeyPackage(transaction: Transaction, reference: string): KeyPackageRecord | null {
  const value = transaction.get(SPACE, reference);
  if (value === null) return null;
  const { encoded, initKey, encryptionKey, lastResort, expires } = decode(stored, value);
  return {
    reference,
    encoded,
    keyPackage: decodeKeyPackage(encoded),
    secrets: { initKey: Secret.of(initKey), encryptionKey: Secret.of(encryptionKey) },
    lastResort,
    expires,
  };
}

export function deleteKeyPackage(transaction: Transaction, reference: string): void {
  transaction.delete(SPACE, reference);
}

/** When the newest last-resort one expires, ms since 1970; 0 where there is none. */
export function lastResortExpires(transaction: Transaction): number {
  const found = transaction.list(SPACE).map(([, value]) => decode(stored, value));
  return Math.max(0, ...found.filter(({ lastResort }) => lastResort).map(({ expires }) => expires));
}

/** Takes away what expired before `now`. */
export function deleteExpired(transaction: Transaction, now: number): void {
  for (const [reference, value] of transaction.list(SPACE)) {
    if (decode(stored, value).expires < now) transaction.delete(SPACE, reference);
  }
}
