// Signatures that the relay checks, by node:crypto: logins, roster entries and rotations of access.
import { createPublicKey, verify } from 'node:crypto';
import { RelayError, type RelayErrorCode } from '@hushroom/wire';

/**
 * Throws `code` unless `signature` is the Ed25519 signature over `signed` by `publicKey` (32 raw bytes, refused if not a
 * point of the curve).
 */
export function checkSignature(
  publicKey: Uint8Array,
  signed: Uint8Array,
  signature: Uint8Array,
  code: RelayErrorCode = 'bad-signature',
): void {
  if (!isSignature(publicKey, signed, signature)) throw new RelayError(code);
}

function isSignature(publicKey: Uint8Array, signed: Uint8Array, signature: Uint8Array): boolean {
  try {
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
      format: 'jwk',
    });
    return verify(null, signed, key, signature);
  } catch {
    return false;
  }
}
