// DHKEM(X25519, HKDF-SHA256): RFC 9180 §4.1 and §7.1.
import { concat } from '../bytes.ts';
import { CryptoError } from '../errors.ts';
import { Secret } from '../secret.ts';
import { x25519, x25519PublicKey } from '../sodium/keys.ts';
import { labeledKdf } from './hpke-label.ts';
import { hkdfSha256 } from './kdf.ts';
import type { Kem, KemKeyPair } from './kem.ts';
import { checkX25519Point, X25519_POINT_BYTES } from './x25519-point.ts';

const KEM_ID = 0x0020;
const SCALAR_BYTES = 32;
const SHARED_BYTES = 32;

const labeled = labeledKdf(hkdfSha256, 'KEM', [KEM_ID]);
const NO_SALT = Secret.of(new Uint8Array(0));
const NO_INFO = new Uint8Array(0);

export const kemX25519: Kem = {
  id: KEM_ID,
  publicKeyBytes: X25519_POINT_BYTES,
  secretKeyBytes: SCALAR_BYTES,
  encBytes: X25519_POINT_BYTES,
  encapSeedBytes: SCALAR_BYTES,

  // RFC 9180 §7.1.3: DeriveKeyPair for X25519.
  deriveKeyPair(ikm): KemKeyPair {
    const prk = labeled.extract(NO_SALT, 'dkp_prk', ikm);
    const secretKey = labeled.expand(prk, 'sk', NO_INFO, SCALAR_BYTES);
    prk.wipe();
    return { publicKey: secretKey.use(x25519PublicKey), secretKey };
  },

  encap(publicKey, seed) {
    checkX25519Point(publicKey);
    const ephemeral = kemX25519.deriveKeyPair(seed);
    const dh = ephemeral.secretKey.use((scalar) => x25519(scalar, publicKey));
    ephemeral.secretKey.wipe();
    // RFC 9180 §7.1.4: an all-zero result is refused.
    if (dh === null) throw new CryptoError('bad-public-key', 'X25519 result of zeros');
    const enc = ephemeral.publicKey;
    return { enc, shared: extractAndExpand(Secret.of(dh), concat(enc, publicKey)) };
  },

  decap(enc, secretKey, publicKey = secretKey.use(x25519PublicKey)) {
    if (enc.length !== X25519_POINT_BYTES) {
      throw new CryptoError('decryption-failed', 'HPKE', { scope: 'own' });
    }
    const dh = secretKey.use((scalar) => x25519(scalar, enc));
    // RFC 9180 §7.1.4: an all-zero result is refused.
    if (dh === null) throw new CryptoError('decryption-failed', 'HPKE', { scope: 'own' });
    return extractAndExpand(Secret.of(dh), concat(enc, publicKey));
  },

  checkPublicKey: checkX25519Point,
};

/** RFC 9180 §4.1: ExtractAndExpand. Wipes `dh`. */
function extractAndExpand(dh: Secret, kemContext: Uint8Array): Secret {
  const prk = labeled.extract(NO_SALT, 'eae_prk', dh);
  const shared = labeled.expand(prk, 'shared_secret', kemContext, SHARED_BYTES);
  dh.wipe();
  prk.wipe();
  return shared;
}
