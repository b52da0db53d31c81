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

/** Set once {@link ready} has resolved. */
export let wasm: Wasm;

/** Resolves once libsodium is loaded. Every other function of this package is synchronous and needs it. */
export const ready: Promise<void> = sodium.ready.then(() => {
  // The wrapper publishes its WebAssembly module under this name, untyped.
  wasm = (sodium as unknown as { readonly libsodium: Wasm }).libsodium;
});

// Scratch memory: a bump allocator that every call starts at the beginning of and zeroes behind itself. Calls never
// nest, because nothing between `room` and `done` calls anything but libsodium.

const SCRATCH_BYTES_MIN = 16 * 1024;
const ALIGNMENT = 16;

let scratchAt = 0;
let scratchBytes = 0;
let scratchUsed = 0;

/** Makes room for a call with these argument sizes in bytes and starts at the beginning. */
export function room(...sizes: readonly number[]): void {
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

export function blank(size: number): number {
  const address = scratchAt + scratchUsed;
  scratchUsed += aligned(size);
  return address;
}

export function put(bytes: Uint8Array): number {
  const address = blank(bytes.length);
  wasm.HEAPU8.set(bytes, address);
  return address;
}

/** Puts parts one right behind the other, as one argument. */
export function putTogether(parts: readonly Uint8Array[], length: number): number {
  const address = blank(length);
  let at = address;
  for (const part of parts) {
    wasm.HEAPU8.set(part, at);
    at += part.length;
  }
  return address;
}

export function lengthOf(parts: readonly Uint8Array[]): number {
  let length = 0;
  for (const part of parts) length += part.length;
  return length;
}

export function take(address: number, size: number): Uint8Array {
  return wasm.HEAPU8.slice(address, address + size);
}

export function done(): void {
  wasm.HEAPU8.fill(0, scratchAt, scratchAt + scratchUsed);
}
