// What HPKE needs of a key encapsulation mechanism (RFC 9180 §4).
import type { Secret } from '../secret.ts';

/** An HPKE key pair. The owner wipes the secret key. */
export interface KemKeyPair {
  readonly publicKey: Uint8Array;
  readonly secretKey: Secret;
}

export interface Kem {
  /** HPKE's identifier (RFC 9180 §7.1). */
  readonly id: number;
  readonly publicKeyBytes: number;
  readonly secretKeyBytes: number;
  /** Length of an encapsulation (Nenc). */
  readonly encBytes: number;
  /** Fresh random bytes that one encapsulation takes. */
  readonly encapSeedBytes: number;
  /** RFC 9180 §4: DeriveKeyPair. `ikm` has at least 32 bytes of entropy. */
  deriveKeyPair(ikm: Secret): KemKeyPair;
  /**
   * Encapsulates to `publicKey` with `encapSeedBytes` fresh random bytes. Throws `bad-public-key` for a key that
   * {@link checkPublicKey} refuses.
   */
  encap(publicKey: Uint8Array, seed: Secret): { readonly enc: Uint8Array; readonly shared: Secret };
  /**
   * The shared secret of an encapsulation. A caller that has its own public key at hand passes it and saves computing
   * it again. Throws `decryption-failed` with scope `own` for an encapsulation that cannot be one.
   */
  decap(enc: Uint8Array, secretKey: Secret, publicKey?: Uint8Array): Secret;
  /**
   * Throws `bad-public-key` for a key nobody could encapsulate to: wrong length, malformed, or of low order. Cheap, so
   * that every key is checked when it arrives, and none stops a later commit.
   */
  checkPublicKey(publicKey: Uint8Array): void;
}
