// The floor: what the same work costs in bare calls of libsodium's own JavaScript wrappers, nothing around them.
import sodium from 'libsodium-wrappers-sumo';
import { SUITE_X25519, type CipherSuiteId } from '../../src/suite/cipher-suite.ts';
import { microseconds } from './timing.ts';

/** Bytes of a private message's plaintext, and of what is signed, for a text of 256 bytes. */
const SEALED_BYTES = 330;
const SIGNED_BYTES = 480;
const SENDER_DATA_BYTES = 12;
/** Long enough that the cost of a call does not count. */
const LONG_KIB = 32;

/** Microseconds of single calls, and of the sums that rows are compared with. */
export interface Floor {
  readonly send: number;
  readonly receive: number;
  readonly sign: number;
  readonly verify: number;
  /** Of 200 bytes. */
  readonly hash: number;
  /** HMAC of a label: an HKDF-Expand of up to one block is one. */
  readonly mac: number;
  readonly hashKiB: number;
  readonly openKiB: number;
  readonly keyPair: number;
  readonly hpkeSeal: number;
  readonly hpkeOpen: number;
}

/** Measures the floor for one suite. */
export function measureFloor(suite: CipherSuiteId): Floor {
  const bytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
  const key = bytes(32);
  const nonce = bytes(12);
  const aad = bytes(60);
  const label = bytes(24);
  const aead = (length: number): { seal: number; open: number } => {
    const plaintext = bytes(length);
    const ciphertext = sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plaintext, aad, null, nonce, key);
    return {
      seal: microseconds(() =>
        sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plaintext, aad, null, nonce, key),
      ),
      open: microseconds(() =>
        sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, ciphertext, aad, nonce, key),
      ),
    };
  };
  const content = aead(SEALED_BYTES);
  const senderData = aead(SENDER_DATA_BYTES);
  const small = aead(32);

  const isSha256 = suite === SUITE_X25519;
  const macKey = bytes(isSha256 ? 32 : 64);
  const mac = microseconds(
    isSha256
      ? () => sodium.crypto_auth_hmacsha256(label, macKey)
      : () => {
          // The one-shot form of HMAC-SHA-512 takes no key of this length.
          const state = sodium.crypto_auth_hmacsha512_init(macKey);
          sodium.crypto_auth_hmacsha512_update(state, label);
          return sodium.crypto_auth_hmacsha512_final(state);
        },
  );
  const nodeInput = bytes(200);
  const hash = microseconds(() =>
    isSha256 ? sodium.crypto_hash_sha256(nodeInput) : sodium.crypto_hash_sha512(nodeInput),
  );
  const long = bytes(LONG_KIB * 1024);
  const hashLong = microseconds(() =>
    isSha256 ? sodium.crypto_hash_sha256(long) : sodium.crypto_hash_sha512(long),
  );
  const message = bytes(SIGNED_BYTES);
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(key);
  const signature = sodium.crypto_sign_detached(message, privateKey);
  const sign = microseconds(() => sodium.crypto_sign_detached(message, privateKey));
  const verify = microseconds(() => sodium.crypto_sign_verify_detached(signature, message, publicKey));

  const kem = isSha256 ? x25519(mac) : xwing(mac);
  return {
    send: content.seal + senderData.seal + 6 * mac + sign,
    receive: content.open + senderData.open + 6 * mac + verify,
    sign,
    verify,
    hash,
    mac,
    hashKiB: hashLong / LONG_KIB,
    openKiB: aead(long.length).open / LONG_KIB,
    keyPair: kem.keyPair,
    hpkeSeal: kem.encapsulate + 4 * mac + small.seal,
    hpkeOpen: kem.decapsulate + 4 * mac + small.open,
  };
}

interface KemFloor {
  readonly keyPair: number;
  readonly encapsulate: number;
  readonly decapsulate: number;
}

/** The lower of two measurements, call by call. */
export function lower(one: Floor, other: Floor): Floor {
  return {
    send: Math.min(one.send, other.send),
    receive: Math.min(one.receive, other.receive),
    sign: Math.min(one.sign, other.sign),
    verify: Math.min(one.verify, other.verify),
    hash: Math.min(one.hash, other.hash),
    mac: Math.min(one.mac, other.mac),
    hashKiB: Math.min(one.hashKiB, other.hashKiB),
    openKiB: Math.min(one.openKiB, other.openKiB),
    keyPair: Math.min(one.keyPair, other.keyPair),
    hpkeSeal: Math.min(one.hpkeSeal, other.hpkeSeal),
    hpkeOpen: Math.min(one.hpkeOpen, other.hpkeOpen),
  };
}

/** DHKEM(X25519) derives its keys with HKDF, two HMACs each time (RFC 9180 §4.1, §7.1.3). */
function x25519(mac: number): KemFloor {
  const scalar = crypto.getRandomValues(new Uint8Array(32));
  const point = sodium.crypto_scalarmult_base(scalar);
  const base = microseconds(() => sodium.crypto_scalarmult_base(scalar));
  const shared = microseconds(() => sodium.crypto_scalarmult(scalar, point));
  return { keyPair: base + 2 * mac, encapsulate: base + shared + 4 * mac, decapsulate: shared + 2 * mac };
}

function xwing(mac: number): KemFloor {
  const seed = crypto.getRandomValues(new Uint8Array(32));
  const encapSeed = crypto.getRandomValues(new Uint8Array(64));
  const { publicKey, privateKey } = sodium.crypto_kem_xwing_seed_keypair(seed);
  const { ciphertext } = sodium.crypto_kem_xwing_enc_deterministic(publicKey, encapSeed);
  return {
    keyPair: microseconds(() => sodium.crypto_kem_xwing_seed_keypair(seed)) + mac,
    encapsulate: microseconds(() => sodium.crypto_kem_xwing_enc_deterministic(publicKey, encapSeed)),
    decapsulate: microseconds(() => sodium.crypto_kem_xwing_dec(ciphertext, privateKey)),
  };
}
