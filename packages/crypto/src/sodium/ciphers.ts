// ChaCha20-Poly1305 (RFC 8439), and streams of chunks under XChaCha20-Poly1305.
import { blank, done, put, room, take, wasm } from './libsodium.ts';

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
