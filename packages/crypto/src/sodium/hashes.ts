// Hashes, and what is built on them: HMAC (RFC 2104), HKDF-Expand (RFC 5869) and SHAKE256 (FIPS 202).
import { blank, done, lengthOf, put, putTogether, room, take, wasm } from './libsodium.ts';

/** More than libsodium's HMAC states need (208 and 416 bytes). */
const HMAC_STATE_BYTES = 512;

/** SHA-256 of all parts, one after the other: 32 bytes. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const length = lengthOf(parts);
  room(32, length);
  const out = blank(32);
  wasm._crypto_hash_sha256(out, putTogether(parts, length), length, 0);
  const digest = take(out, 32);
  done();
  return digest;
}

/** Bytes of libsodium's state of a SHA-256 under way. */
const SHA256_STATE_BYTES = 104;

/** A SHA-256 of what comes piece by piece. */
export class Sha256 {
  readonly #state: Uint8Array;

  constructor() {
    room(SHA256_STATE_BYTES);
    const state = blank(SHA256_STATE_BYTES);
    wasm._crypto_hash_sha256_init(state);
    this.#state = take(state, SHA256_STATE_BYTES);
    done();
  }

  update(data: Uint8Array): void {
    room(SHA256_STATE_BYTES, data.length);
    const state = put(this.#state);
    wasm._crypto_hash_sha256_update(state, put(data), data.length, 0);
    this.#state.set(take(state, SHA256_STATE_BYTES));
    done();
  }

  /** The digest of everything so far, 32 bytes; more may follow. */
  digest(): Uint8Array {
    room(SHA256_STATE_BYTES, 32);
    const state = put(this.#state);
    const out = blank(32);
    wasm._crypto_hash_sha256_final(state, out);
    const digest = take(out, 32);
    done();
    return digest;
  }
}

/** SHA-512 of all parts, one after the other: 64 bytes. */
export function sha512(...parts: readonly Uint8Array[]): Uint8Array {
  const length = lengthOf(parts);
  room(64, length);
  const out = blank(64);
  wasm._crypto_hash_sha512(out, putTogether(parts, length), length, 0);
  const digest = take(out, 64);
  done();
  return digest;
}

/** HMAC-SHA-256 with a key of any length: 32 bytes. */
export function hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array {
  room(HMAC_STATE_BYTES, 32, key.length, data.length);
  const state = blank(HMAC_STATE_BYTES);
  const out = blank(32);
  wasm._crypto_auth_hmacsha256_init(state, put(key), key.length);
  wasm._crypto_auth_hmacsha256_update(state, put(data), data.length, 0);
  wasm._crypto_auth_hmacsha256_final(state, out);
  const tag = take(out, 32);
  done();
  return tag;
}

/** HMAC-SHA-512 with a key of any length: 64 bytes. libsodium's one-shot form takes 32-byte keys only. */
export function hmacSha512(key: Uint8Array, data: Uint8Array): Uint8Array {
  room(HMAC_STATE_BYTES, 64, key.length, data.length);
  const state = blank(HMAC_STATE_BYTES);
  const out = blank(64);
  wasm._crypto_auth_hmacsha512_init(state, put(key), key.length);
  wasm._crypto_auth_hmacsha512_update(state, put(data), data.length, 0);
  wasm._crypto_auth_hmacsha512_final(state, out);
  const tag = take(out, 64);
  done();
  return tag;
}

/** HKDF-Expand with SHA-256 (RFC 5869 §2.3) from a `prk` of 32 bytes; `length` at most 255 * 32. */
export function hkdfExpandSha256(prk: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  room(length, info.length, prk.length);
  const out = blank(length);
  wasm._crypto_kdf_hkdf_sha256_expand(out, length, put(info), info.length, put(prk));
  const output = take(out, length);
  done();
  return output;
}

/** HKDF-Expand with SHA-512 (RFC 5869 §2.3) from a `prk` of 64 bytes; `length` at most 255 * 64. */
export function hkdfExpandSha512(prk: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  room(length, info.length, prk.length);
  const out = blank(length);
  wasm._crypto_kdf_hkdf_sha512_expand(out, length, put(info), info.length, put(prk));
  const output = take(out, length);
  done();
  return output;
}

/** SHAKE256 (FIPS 202): `length` bytes. */
export function shake256(data: Uint8Array, length: number): Uint8Array {
  room(length, data.length);
  const out = blank(length);
  wasm._crypto_xof_shake256(out, length, put(data), data.length, 0);
  const output = take(out, length);
  done();
  return output;
}
