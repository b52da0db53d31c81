// The only file that imports libsodium. It calls the WebAssembly exports directly, through one scratch buffer that is
// reused and zeroed after each call: the wrappers allocate and free per argument and leave keys in freed memory.
// Lengths are checked by the callers in suite/. Everything returned is a copy owned by the caller.
import sodium from 'libsodium-wrappers-sumo';

/** The exports used here. C's `unsigned long long` arrives as two 32-bit halves, low first. */
interface Wasm {
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(address: number): void;
  _crypto_hash_sha256(out: number, data: number, low: number, high: number): number;
  _crypto_hash_sha256_init(state: number): number;
  _crypto_hash_sha256_update(state: number, data: number, low: number, high: number): number;
  _crypto_hash_sha256_final(state: number, out: number): number;
  _crypto_hash_sha512(out: number, data: number, low: number, high: number): number;
  _crypto_auth_hmacsha256_init(state: number, key: number, keyBytes: number): number;
  _crypto_auth_hmacsha256_update(state: number, data: number, low: number, high: number): number;
  _crypto_auth_hmacsha256_final(state: number, out: number): number;
  _crypto_auth_hmacsha512_init(state: number, key: number, keyBytes: number): number;
  _crypto_auth_hmacsha512_update(state: number, data: number, low: number, high: number): number;
  _crypto_auth_hmacsha512_final(state: number, out: number): number;
  _crypto_kdf_hkdf_sha256_expand(
    out: number,
    bytes: number,
    info: number,
    infoBytes: number,
    prk: number,
  ): number;
  _crypto_kdf_hkdf_sha512_expand(
    out: number,
    bytes: number,
    info: number,
    infoBytes: number,
    prk: number,
  ): number;
  _crypto_xof_shake256(out: number, bytes: number, data: number, low: number, high: number): number;
  // prettier-ignore
  _crypto_aead_chacha20poly1305_ietf_encrypt(
    out: number, outLength: number, data: number, low: number, high: number,
    aad: number, aadLow: number, aadHigh: number, unused: number, nonce: number, key: number,
  ): number;
  // prettier-ignore
  _crypto_aead_chacha20poly1305_ietf_decrypt(
    out: number, outLength: number, unused: number, data: number, low: number, high: number,
    aad: number, aadLow: number, aadHigh: number, nonce: number, key: number,
  ): number;
  _crypto_secretstream_xchacha20poly1305_init_pull(state: number, header: number, key: number): number;
  // prettier-ignore
  _crypto_secretstream_xchacha20poly1305_push(
    state: number, out: number, outLength: number, data: number, low: number, high: number,
    aad: number, aadLow: number, aadHigh: number, tag: number,
  ): number;
  // prettier-ignore
  _crypto_secretstream_xchacha20poly1305_pull(
    state: number, out: number, outLength: number, tag: number, data: number, low: number, high: number,
    aad: number, aadLow: number, aadHigh: number,
  ): number;
  _crypto_sign_seed_keypair(publicKey: number, secretKey: number, seed: number): number;
  // prettier-ignore
  _crypto_sign_detached(
    out: number, outLength: number, data: number, low: number, high: number, secretKey: number,
  ): number;
  // prettier-ignore
  _crypto_sign_verify_detached(
    signature: number, data: number, low: number, high: number, publicKey: number,
  ): number;
  _crypto_scalarmult(out: number, scalar: number, point: number): number;
  _crypto_scalarmult_base(out: number, scalar: number): number;
  _crypto_kem_xwing_seed_keypair(publicKey: number, secretKey: number, seed: number): number;
  _crypto_kem_xwing_enc_deterministic(
    ciphertext: number,
    shared: number,
    publicKey: number,
    seed: number,
  ): number;
  _crypto_kem_xwing_dec(shared: number, ciphertext: number, secretKey: number): number;
}

let wasm: Wasm;

/** Resolves once libsodium is loaded. Every other function of this package is synchronous and needs it. */
export const ready: Promise<void> = sodium.ready.then(() => {
  // The wrapper publishes its WebAssembly module under this name, untyped.
  wasm = (sodium as unknown as { readonly libsodium: Wasm }).libsodium;
});

// Scratch memory: a bump allocator that every call starts at the beginning of and zeroes behind itself. Calls never
// nest, because nothing between `put` and `done` calls out of this file.

const SCRATCH_BYTES_MIN = 16 * 1024;
const ALIGNMENT = 16;
/** More than libsodium's HMAC states need (208 and 416 bytes). */
const HMAC_STATE_BYTES = 512;

let scratchAt = 0;
let scratchBytes = 0;
let scratchUsed = 0;

/** Makes room for a call with these argument sizes in bytes and starts at the beginning. */
function room(...sizes: readonly number[]): void {
  let needed = 0;
  for (const size of sizes) needed += aligned(size);
  scratchUsed = 0;
  if (needed <= scratchBytes) return;
  if (scratchBytes > 0) wasm._free(scratchAt);
  scratchBytes = Math.max(SCRATCH_BYTES_MIN, needed);
  scratchAt = wasm._malloc(scratchBytes);
  if (scratchAt === 0) {
    scratchBytes = 0;
    throw new RangeError('libsodium is out of memory');
  }
}

function aligned(size: number): number {
  return (size + ALIGNMENT - 1) & -ALIGNMENT;
}

function blank(size: number): number {
  const address = scratchAt + scratchUsed;
  scratchUsed += aligned(size);
  return address;
}

function put(bytes: Uint8Array): number {
  const address = blank(bytes.length);
  wasm.HEAPU8.set(bytes, address);
  return address;
}

/** Puts parts one right behind the other, as one argument. */
function putTogether(parts: readonly Uint8Array[], length: number): number {
  const address = blank(length);
  let at = address;
  for (const part of parts) {
    wasm.HEAPU8.set(part, at);
    at += part.length;
  }
  return address;
}

function lengthOf(parts: readonly Uint8Array[]): number {
  let length = 0;
  for (const part of parts) length += part.length;
  return length;
}

function take(address: number, size: number): Uint8Array {
  return wasm.HEAPU8.slice(address, address + size);
}

function done(): void {
  wasm.HEAPU8.fill(0, scratchAt, scratchAt + scratchUsed);
}

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

/** ChaCha20-Poly1305 (RFC 8439) with a 32-byte key and 12-byte nonce: the ciphertext and its 16-byte tag. */
export function chachaSeal(
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  plaintext: Uint8Array,
): Uint8Array {
  const length = plaintext.length + 16;
  room(length, plaintext.length, aad.length, nonce.length, key.length);
  const out = blank(length);
  // prettier-ignore
  wasm._crypto_aead_chacha20poly1305_ietf_encrypt(
    out, 0, put(plaintext), plaintext.length, 0, put(aad), aad.length, 0, 0, put(nonce), put(key),
  );
  const ciphertext = take(out, length);
  done();
  return ciphertext;
}

/** Opens what {@link chachaSeal} made; `null` if it does not verify. `ciphertext` has at least 16 bytes. */
export function chachaOpen(
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array | null {
  const length = ciphertext.length - 16;
  room(length, ciphertext.length, aad.length, nonce.length, key.length);
  const out = blank(length);
  // prettier-ignore
  const status = wasm._crypto_aead_chacha20poly1305_ietf_decrypt(
    out, 0, 0, put(ciphertext), ciphertext.length, 0, put(aad), aad.length, 0, put(nonce), put(key),
  );
  const plaintext = status === 0 ? take(out, length) : null;
  done();
  return plaintext;
}

/** Bytes of libsodium's state of a secretstream. */
const STREAM_STATE_BYTES = 52;

/**
 * The state of a secretstream (XChaCha20-Poly1305) from a 32-byte key and its 24-byte header. Sealing begins with the
 * same state as opening; libsodium's own function for it differs only in choosing the header itself.
 */
export function streamStart(key: Uint8Array, header: Uint8Array): Uint8Array {
  room(STREAM_STATE_BYTES, header.length, key.length);
  const state = blank(STREAM_STATE_BYTES);
  wasm._crypto_secretstream_xchacha20poly1305_init_pull(state, put(header), put(key));
  const started = take(state, STREAM_STATE_BYTES);
  done();
  return started;
}

/** Seals the next chunk under its tag, in 17 bytes more, and moves `state` on. */
export function streamSeal(state: Uint8Array, chunk: Uint8Array, tag: number): Uint8Array {
  const length = chunk.length + 17;
  room(state.length, length, chunk.length);
  const at = put(state);
  const out = blank(length);
  // prettier-ignore
  wasm._crypto_secretstream_xchacha20poly1305_push(
    at, out, 0, put(chunk), chunk.length, 0, 0, 0, 0, tag,
  );
  state.set(take(at, state.length));
  const sealed = take(out, length);
  done();
  return sealed;
}

/** Opens the next chunk, of at least 17 bytes, and moves `state` on; `null` if it is not the next one. */
export function streamOpen(
  state: Uint8Array,
  sealed: Uint8Array,
): { readonly chunk: Uint8Array; readonly tag: number } | null {
  const length = sealed.length - 17;
  room(state.length, length, 1, sealed.length);
  const at = put(state);
  const out = blank(length);
  const tag = blank(1);
  // prettier-ignore
  const status = wasm._crypto_secretstream_xchacha20poly1305_pull(
    at, out, 0, tag, put(sealed), sealed.length, 0, 0, 0, 0,
  );
  const opened = status === 0 ? { chunk: take(out, length), tag: take(tag, 1)[0] ?? 0 } : null;
  state.set(take(at, state.length));
  done();
  return opened;
}

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
