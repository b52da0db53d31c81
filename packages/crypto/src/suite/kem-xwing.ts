// X-Wing: ML-KEM-768 and X25519 in one KEM (draft-connolly-cfrg-xwing-kem, KEM 0x647a), as libsodium has it.
// Public key and encapsulation are the ML-KEM part followed by the X25519 part; the secret key is a 32-byte seed.
import { CryptoError } from '../errors.ts';
import { Secret } from '../secret.ts';
import { shake256 } from '../sodium/hashes.ts';
import { xwingDecapsulate, xwingEncapsulate, xwingKeyPair } from '../sodium/keys.ts';
import type { Kem } from './kem.ts';
import { checkX25519Point, X25519_POINT_BYTES } from './x25519-point.ts';

const SEED_BYTES = 32;
const PUBLIC_KEY_BYTES = 1216;
const ENC_BYTES = 1120;

/** FIPS 203 §2.4.8: the modulus q. */
const MLKEM_Q = 3329;
/** FIPS 203 §8: three polynomials of 256 coefficients, 12 bits each, before the 32-byte seed of the matrix. */
const MLKEM_COEFFICIENT_BYTES = 1152;

export const kemXWing: Kem = {
  id: 0x647a,
  publicKeyBytes: PUBLIC_KEY_BYTES,
  secretKeyBytes: SEED_BYTES,
  encBytes: ENC_BYTES,
  encapSeedBytes: 64,

  deriveKeyPair(ikm) {
    const seed = ikm.use((bytes) => shake256(bytes, SEED_BYTES));
    const { publicKey, secretKey } = xwingKeyPair(seed);
    seed.fill(0);
    return { publicKey, secretKey: Secret.of(secretKey) };
  },

  encap(publicKey, seed) {
    if (seed.length !== kemXWing.encapSeedBytes) throw new CryptoError('bad-length', 'X-Wing seed');
    if (publicKey.length !== PUBLIC_KEY_BYTES) throw new CryptoError('bad-public-key', 'X-Wing length');
    const result = seed.use((bytes) => xwingEncapsulate(publicKey, bytes));
    if (result === null) throw new CryptoError('bad-public-key', 'X-Wing');
    return { enc: result.enc, shared: Secret.of(result.shared) };
  },

  decap(enc, secretKey) {
    if (secretKey.length !== SEED_BYTES) throw new CryptoError('bad-length', 'X-Wing secret key');
    const shared = enc.length === ENC_BYTES ? secretKey.use((seed) => xwingDecapsulate(enc, seed)) : null;
    if (shared === null) throw new CryptoError('decryption-failed', 'HPKE', { scope: 'own' });
    return Secret.of(shared);
  },

  checkPublicKey(publicKey) {
    if (publicKey.length !== PUBLIC_KEY_BYTES) throw new CryptoError('bad-public-key', 'X-Wing length');
    checkMlKemCoefficients(publicKey);
    checkX25519Point(publicKey.subarray(PUBLIC_KEY_BYTES - X25519_POINT_BYTES));
  },
};

/** FIPS 203 §7.2, the modulus check: every coefficient is below q. */
function checkMlKemCoefficients(publicKey: Uint8Array): void {
  for (let at = 0; at < MLKEM_COEFFICIENT_BYTES; at += 3) {
    const middle = publicKey[at + 1] ?? 0;
    const even = (publicKey[at] ?? 0) | ((middle & 0x0f) << 8);
    const odd = (middle >> 4) | ((publicKey[at + 2] ?? 0) << 4);
    if (even >= MLKEM_Q || odd >= MLKEM_Q) throw new CryptoError('bad-public-key', 'ML-KEM coefficient');
  }
}
