// HKDF (RFC 5869) on secrets, and the labelled derivations of RFC 9420 §8.
// The constant part of each KDFLabel is encoded once and kept: a message derives half a dozen secrets.
import { encode, text, uint32, Writer } from '@hushroom/codec';
import { CryptoError } from '../errors.ts';
import { Secret } from '../secret.ts';
import { hkdfExpandSha256, hkdfExpandSha512, hmacSha256, hmacSha512 } from '../sodium/hashes.ts';

export interface Kdf {
  /** HPKE's identifier (RFC 9180 §7.2). */
  readonly id: number;
  /** Output length of the hash in bytes (Nh), and the length of every derived secret. */
  readonly bytes: number;
  /** HKDF-Extract (RFC 5869 §2.2). Salt and input may have any length. */
  extract(salt: Secret, ikm: Secret): Secret;
  /** HKDF-Expand (RFC 5869 §2.3) to at most 255 times Nh bytes. `prk` has Nh bytes, else `bad-length`. */
  expand(prk: Secret, info: Uint8Array, length: number): Secret;
  /** RFC 9420 §8: ExpandWithLabel. `label` without "MLS 1.0 ". */
  expandWithLabel(secret: Secret, label: string, context: Uint8Array, length: number): Secret;
  /** RFC 9420 §8: DeriveSecret, Nh bytes. */
  deriveSecret(secret: Secret, label: string): Secret;
  /** RFC 9420 §9.1: DeriveTreeSecret, with the generation as context. */
  deriveTreeSecret(secret: Secret, label: string, generation: number, length: number): Secret;
}

const EMPTY = new Uint8Array(0);
const LABEL_BYTES_MAX = 255;

function makeKdf(options: {
  readonly id: number;
  readonly bytes: number;
  readonly mac: (key: Uint8Array, data: Uint8Array) => Uint8Array;
  readonly expand: (prk: Uint8Array, info: Uint8Array, length: number) => Uint8Array;
}): Kdf {
  const { id, bytes } = options;
  const kdf: Kdf = {
    id,
    bytes,
    extract: (salt, ikm) =>
      salt.use((saltBytes) => ikm.use((ikmBytes) => Secret.of(options.mac(saltBytes, ikmBytes)))),
    expand: (prk, info, length) => {
      if (prk.length !== bytes || length > 255 * bytes) throw new CryptoError('bad-length', 'HKDF-Expand');
      return prk.use((prkBytes) => Secret.of(options.expand(prkBytes, info, length)));
    },
    expandWithLabel: (secret, label, context, length) =>
      kdf.expand(secret, kdfLabel(label, context, length), length),
    deriveSecret: (secret, label) => kdf.expandWithLabel(secret, label, EMPTY, bytes),
    deriveTreeSecret: (secret, label, generation, length) =>
      kdf.expandWithLabel(secret, label, encode(uint32, generation), length),
  };
  return kdf;
}

/** HKDF with SHA-256. */
export const hkdfSha256: Kdf = makeKdf({ id: 0x0001, bytes: 32, mac: hmacSha256, expand: hkdfExpandSha256 });

/** HKDF with SHA-512. */
export const hkdfSha512: Kdf = makeKdf({ id: 0x0003, bytes: 64, mac: hmacSha512, expand: hkdfExpandSha512 });

// RFC 9420 §8: struct { uint16 length; opaque label<V>; opaque context<V>; } KDFLabel.

/** Encoded `label<V>` by label. Labels are constants of the RFC and of the application, so the map stays small. */
const encodedLabels = new Map<string, Uint8Array>();

function kdfLabel(label: string, context: Uint8Array, length: number): Uint8Array {
  let encoded = encodedLabels.get(label);
  if (encoded === undefined) {
    encoded = encode(text(LABEL_BYTES_MAX), `MLS 1.0 ${label}`);
    encodedLabels.set(label, encoded);
  }
  const writer = new Writer();
  writer.uint(length, 2);
  writer.bytes(encoded);
  writer.vectorLength(context.length);
  writer.bytes(context);
  return writer.finish();
}
