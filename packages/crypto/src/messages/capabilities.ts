// Capabilities and Lifetime (RFC 9420 §7.2).
import { struct, uint16, uint64 } from '@hushroom/codec';
import { list } from './vector.ts';

/** What a client supports beyond the defaults. Unknown numbers (GREASE, RFC 9420 §13.5) are kept and mean nothing. */
export interface Capabilities {
  readonly versions: readonly number[];
  readonly cipherSuites: readonly number[];
  readonly extensions: readonly number[];
  readonly proposals: readonly number[];
  readonly credentials: readonly number[];
}

export const capabilitiesCodec = struct<Capabilities>({
  versions: list(uint16),
  cipherSuites: list(uint16),
  extensions: list(uint16),
  proposals: list(uint16),
  credentials: list(uint16),
});

/** From when to when a leaf of a key package is valid, in seconds since the Unix epoch. */
export interface Lifetime {
  readonly notBefore: bigint;
  readonly notAfter: bigint;
}

export const lifetimeCodec = struct<Lifetime>({ notBefore: uint64, notAfter: uint64 });
