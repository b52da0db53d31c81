// ChaCha20-Poly1305 (RFC 8439), the AEAD of both suites.
import { CryptoError } from '../errors.ts';
import type { Secret } from '../secret.ts';
import { chachaOpen, chachaSeal } from '../sodium/ciphers.ts';

export interface Aead {
  /** HPKE's identifier (RFC 9180 §7.3). */
  readonly id: number;
  readonly keyBytes: number;
  readonly nonceBytes: number;
  /** How much longer than its plaintext a ciphertext is. */
  readonly tagBytes: number;
  /** Encrypts under a key and nonce never used together before. Throws `bad-length`. */
  seal(key: Secret, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array;
  /** Decrypts. Throws `decryption-failed`, or `bad-length` for a key or nonce of the wrong size. */
  open(key: Secret, nonce: Uint8Array, aad: Uint8Array, ciphertext: Uint8Array): Uint8Array;
}

export const chacha20Poly1305: Aead = {
  id: 0x0003,
  keyBytes: 32,
  nonceBytes: 12,
  tagBytes: 16,
  seal(key, nonce, aad, plaintext) {
    checkLengths(key, nonce);
    return key.use((keyBytes) => chachaSeal(keyBytes, nonce, aad, plaintext));
  },
  open(key, nonce, aad, ciphertext) {
    checkLengths(key, nonce);
    const plaintext =
      ciphertext.length < chacha20Poly1305.tagBytes
        ? null
        : key.use((keyBytes) => chachaOpen(keyBytes, nonce, aad, ciphertext));
    if (plaintext === null) throw new CryptoError('decryption-failed', 'AEAD');
    return plaintext;
  },
};

function checkLengths(key: Secret, nonce: Uint8Array): void {
  if (key.length !== chacha20Poly1305.keyBytes || nonce.length !== chacha20Poly1305.nonceBytes) {
    throw new CryptoError('bad-length', 'AEAD key or nonce');
  }
}
