// The key and nonce of sender data (RFC 9420 §6.3.2), from a sample of the ciphertext it belongs to.
import type { Secret } from '../secret.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import type { MessageKey } from './ratchet.ts';

/** Derives them. The caller wipes both after use. */
export function senderDataKey(
  suite: CipherSuite,
  senderDataSecret: Secret,
  ciphertext: Uint8Array,
): MessageKey {
  const { aead, kdf } = suite;
  const sample = ciphertext.subarray(0, kdf.bytes);
  return {
    key: kdf.expandWithLabel(senderDataSecret, 'key', sample, aead.keyBytes),
    nonce: kdf.expandWithLabel(senderDataSecret, 'nonce', sample, aead.nonceBytes),
  };
}
