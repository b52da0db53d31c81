// The hash functions of the suites, with HMAC (RFC 2104) over them.
import { hmacSha256, hmacSha512, sha256, sha512 } from '../sodium/hashes.ts';
import type { Secret } from '../secret.ts';

export interface Hash {
  /** Output length in bytes (Nh). */
  readonly bytes: number;
  /** The hash of all parts, one after the other. */
  digest(...parts: readonly Uint8Array[]): Uint8Array;
  /** HMAC of `data` under a key of any length. */
  mac(key: Secret, data: Uint8Array): Uint8Array;
}

export const hashSha256: Hash = {
  bytes: 32,
  digest: sha256,
  mac: (key, data) => key.use((bytes) => hmacSha256(bytes, data)),
};

export const hashSha512: Hash = {
  bytes: 64,
  digest: sha512,
  mac: (key, data) => key.use((bytes) => hmacSha512(bytes, data)),
};
