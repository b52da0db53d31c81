// Ed25519 (RFC 8032), the signature scheme of both suites.
import { CryptoError } from '../errors.ts';
import { Secret } from '../secret.ts';
import { ed25519KeyPair, ed25519Sign, ed25519Verify } from '../sodium/keys.ts';

/** A signature key pair. The owner wipes the secret key. */
export interface SignatureKeyPair {
  readonly publicKey: Uint8Array;
  /** 64 bytes: the seed, then the public key. */
  readonly secretKey: Secret;
}

/** What is signed: in one piece, or in parts that follow one another, which spares joining long ones. */
export type SignedMessage = Uint8Array | readonly Uint8Array[];

export interface SignatureScheme {
  readonly seedBytes: number;
  readonly publicKeyBytes: number;
  readonly secretKeyBytes: number;
  readonly signatureBytes: number;
  /** The key pair of `seedBytes` fresh random bytes, which stay the caller's to wipe. */
  keyPairFromSeed(seed: Secret): SignatureKeyPair;
  /** Signs `message`. Throws `bad-length` for a secret key of the wrong size. */
  sign(secretKey: Secret, message: SignedMessage): Uint8Array;
  /** Throws `bad-signature` unless the signature verifies. */
  verify(publicKey: Uint8Array, message: SignedMessage, signature: Uint8Array): void;
}

export const ed25519: SignatureScheme = {
  seedBytes: 32,
  publicKeyBytes: 32,
  secretKeyBytes: 64,
  signatureBytes: 64,
  keyPairFromSeed(seed) {
    if (seed.length !== ed25519.seedBytes) throw new CryptoError('bad-length', 'Ed25519 seed');
    const { publicKey, secretKey } = seed.use(ed25519KeyPair);
    return { publicKey, secretKey: Secret.of(secretKey) };
  },
  sign(secretKey, message) {
    if (secretKey.length !== ed25519.secretKeyBytes) {
      throw new CryptoError('bad-length', 'Ed25519 secret key');
    }
    return secretKey.use((bytes) => ed25519Sign(bytes, partsOf(message)));
  },
  verify(publicKey, message, signature) {
    const verified =
      publicKey.length === ed25519.publicKeyBytes &&
      signature.length === ed25519.signatureBytes &&
      ed25519Verify(publicKey, partsOf(message), signature);
    if (!verified) throw new CryptoError('bad-signature', 'Ed25519');
  },
};

function partsOf(message: SignedMessage): readonly Uint8Array[] {
  return message instanceof Uint8Array ? [message] : message;
}
