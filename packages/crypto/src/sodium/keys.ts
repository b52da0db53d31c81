// Key pairs: Ed25519 (RFC 8032), X25519 (RFC 7748) and X-Wing.
import { blank, done, lengthOf, put, putTogether, room, take, wasm } from './libsodium.ts';

/** A key pair as libsodium makes it. The caller owns the secret key. */
export interface RawKeyPair {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

/** The Ed25519 key pair of a 32-byte seed: public key 32 bytes, secret key 64 (seed, then public key). */
export function ed25519KeyPair(seed: Uint8Array): RawKeyPair {
  room(32, 64, seed.length);
  const publicKey = blank(32);
  const secretKey = blank(64);
  wasm._crypto_sign_seed_keypair(publicKey, secretKey, put(seed));
  const pair = { publicKey: take(publicKey, 32), secretKey: take(secretKey, 64) };
  done();
  return pair;
}

/** The Ed25519 signature (RFC 8032 §5.1.6, 64 bytes) of all parts, one after the other, under a 64-byte secret key. */
export function ed25519Sign(secretKey: Uint8Array, parts: readonly Uint8Array[]): Uint8Array {
  const length = lengthOf(parts);
  room(64, length, secretKey.length);
  const out = blank(64);
  wasm._crypto_sign_detached(out, 0, putTogether(parts, length), length, 0, put(secretKey));
  const signature = take(out, 64);
  done();
  return signature;
}

/**
 * Whether a 64-byte signature of all parts, one after the other, verifies. Public keys of small order and non-canonical
 * encodings never do.
 */
export function ed25519Verify(
  publicKey: Uint8Array,
  parts: readonly Uint8Array[],
  signature: Uint8Array,
): boolean {
  const length = lengthOf(parts);
  room(signature.length, length, publicKey.length);
  const data = putTogether(parts, length);
  const status = wasm._crypto_sign_verify_detached(put(signature), data, length, 0, put(publicKey));
  done();
  return status === 0;
}

/** X25519 (RFC 7748 §5) of a 32-byte scalar and point; `null` if the result is all zeros. */
export function x25519(scalar: Uint8Array, point: Uint8Array): Uint8Array | null {
  room(32, scalar.length, point.length);
  const out = blank(32);
  const status = wasm._crypto_scalarmult(out, put(scalar), put(point));
  const shared = status === 0 ? take(out, 32) : null;
  done();
  return shared;
}

/** The X25519 public key of a 32-byte scalar. */
export function x25519PublicKey(scalar: Uint8Array): Uint8Array {
  room(32, scalar.length);
  const out = blank(32);
  wasm._crypto_scalarmult_base(out, put(scalar));
  const publicKey = take(out, 32);
  done();
  return publicKey;
}

/** The X-Wing key pair of a 32-byte seed: public key 1216 bytes, secret key 32. */
export function xwingKeyPair(seed: Uint8Array): RawKeyPair {
  room(1216, 32, seed.length);
  const publicKey = blank(1216);
  const secretKey = blank(32);
  wasm._crypto_kem_xwing_seed_keypair(publicKey, secretKey, put(seed));
  const pair = { publicKey: take(publicKey, 1216), secretKey: take(secretKey, 32) };
  done();
  return pair;
}

/** X-Wing encapsulation to a 1216-byte public key with a 64-byte seed; `null` for a key that cannot be used. */
export function xwingEncapsulate(
  publicKey: Uint8Array,
  seed: Uint8Array,
): { readonly enc: Uint8Array; readonly shared: Uint8Array } | null {
  room(1120, 32, publicKey.length, seed.length);
  const enc = blank(1120);
  const shared = blank(32);
  const status = wasm._crypto_kem_xwing_enc_deterministic(enc, shared, put(publicKey), put(seed));
  const result = status === 0 ? { enc: take(enc, 1120), shared: take(shared, 32) } : null;
  done();
  return result;
}

/** The X-Wing shared secret (32 bytes) of a 1120-byte encapsulation; `null` if its X25519 part is of low order. */
export function xwingDecapsulate(enc: Uint8Array, secretKey: Uint8Array): Uint8Array | null {
  room(32, enc.length, secretKey.length);
  const out = blank(32);
  const status = wasm._crypto_kem_xwing_dec(out, put(enc), put(secretKey));
  const shared = status === 0 ? take(out, 32) : null;
  done();
  return shared;
}
