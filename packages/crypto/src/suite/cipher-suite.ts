// The cipher suites (RFC 9420 §5.1): one table, and nothing elsewhere branches on a suite's number.
import { CryptoError } from '../errors.ts';
import { chacha20Poly1305, type Aead } from './aead.ts';
import { hashSha256, hashSha512, type Hash } from './hash.ts';
import { makeHpke, type Hpke } from './hpke.ts';
import { hkdfSha256, hkdfSha512, type Kdf } from './kdf.ts';
import type { Kem } from './kem.ts';
import { kemX25519 } from './kem-x25519.ts';
import { kemXWing } from './kem-xwing.ts';
import { ed25519, type SignatureScheme } from './signature.ts';

export interface CipherSuite {
  /** The number on the wire. */
  readonly id: CipherSuiteId;
  readonly name: string;
  readonly hash: Hash;
  readonly kdf: Kdf;
  readonly aead: Aead;
  readonly kem: Kem;
  readonly hpke: Hpke;
  readonly signature: SignatureScheme;
}

/** MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519 (RFC 9420 §17.1): for conformance and interoperability tests. */
export const SUITE_X25519 = 0x0003;
/** X-Wing, HKDF-SHA512, ChaCha20-Poly1305, Ed25519, under a private-use number: every room of Hushroom. */
export const SUITE_XWING = 0xf00e;

export type CipherSuiteId = typeof SUITE_X25519 | typeof SUITE_XWING;

const shared = { aead: chacha20Poly1305, signature: ed25519 };

const suites: Readonly<Record<CipherSuiteId, CipherSuite>> = {
  [SUITE_X25519]: {
    id: SUITE_X25519,
    name: 'MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519',
    hash: hashSha256,
    kdf: hkdfSha256,
    kem: kemX25519,
    hpke: makeHpke(kemX25519, hkdfSha256, chacha20Poly1305),
    ...shared,
  },
  [SUITE_XWING]: {
    id: SUITE_XWING,
    name: 'MLS_128_XWING_CHACHA20POLY1305_SHA512_Ed25519',
    hash: hashSha512,
    kdf: hkdfSha512,
    kem: kemXWing,
    hpke: makeHpke(kemXWing, hkdfSha512, chacha20Poly1305),
    ...shared,
  },
};

/** Every suite number this package implements, the product's first. */
export const suiteIds: readonly CipherSuiteId[] = [SUITE_XWING, SUITE_X25519];

/** Whether this package implements the suite. */
export function isCipherSuiteId(id: number): id is CipherSuiteId {
  return id === SUITE_X25519 || id === SUITE_XWING;
}

/** The suite with this number. Throws `unsupported-suite`. */
export function suiteById(id: number): CipherSuite {
  if (!isCipherSuiteId(id)) {
    throw new CryptoError('unsupported-suite', `0x${id.toString(16).padStart(4, '0')}`);
  }
  return suites[id];
}
