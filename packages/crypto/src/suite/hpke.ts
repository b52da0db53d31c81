// HPKE (RFC 9180) in base mode: one message per encapsulation, plus the exporter that external commits use.
import { concat } from '../bytes.ts';
import { CryptoError } from '../errors.ts';
import type { Random } from '../random.ts';
import { Secret } from '../secret.ts';
import type { Aead } from './aead.ts';
import { labeledKdf } from './hpke-label.ts';
import type { Kdf } from './kdf.ts';
import type { Kem } from './kem.ts';

/** What the recipient needs: HPKECiphertext of RFC 9420 §7.6 is these two. */
export interface HpkeSealed {
  readonly enc: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** `info` of one HPKE, hashed: for sealing one after the other to many recipients under the same long `info`. */
export class HpkeInfo {
  /** `key_schedule_context` of RFC 9180 §5.1. */
  readonly keyScheduleContext: Uint8Array;

  constructor(keyScheduleContext: Uint8Array) {
    this.keyScheduleContext = keyScheduleContext;
  }
}

export interface Hpke {
  /** Hashes `info` once for many calls of {@link sealBase}. */
  hashInfo(info: Uint8Array): HpkeInfo;
  /** RFC 9180 §6.1: SealBase. Throws `bad-public-key`. */
  sealBase(
    publicKey: Uint8Array,
    info: Uint8Array | HpkeInfo,
    aad: Uint8Array,
    plaintext: Uint8Array,
    random: Random,
  ): HpkeSealed;
  /** RFC 9180 §6.1: OpenBase. Throws `decryption-failed` with scope `own`. `publicKey`, the recipient's own, only saves time. */
  openBase(
    sealed: HpkeSealed,
    secretKey: Secret,
    info: Uint8Array,
    aad: Uint8Array,
    publicKey?: Uint8Array,
  ): Secret;
  /** RFC 9180 §6.2: SendExportBase, `length` bytes. Throws `bad-public-key`. */
  sendExportBase(
    publicKey: Uint8Array,
    info: Uint8Array,
    context: Uint8Array,
    length: number,
    random: Random,
  ): { readonly enc: Uint8Array; readonly exported: Secret };
  /** RFC 9180 §6.2: ReceiveExportBase, `length` bytes. Throws `decryption-failed` with scope `own`. */
  receiveExportBase(
    enc: Uint8Array,
    secretKey: Secret,
    info: Uint8Array,
    context: Uint8Array,
    length: number,
  ): Secret;
}

const MODE_BASE = Uint8Array.of(0);
const EMPTY = new Uint8Array(0);

/** HPKE for one choice of KEM, KDF and AEAD. Its constants are computed on first use: libsodium loads later. */
export function makeHpke(kem: Kem, kdf: Kdf, aead: Aead): Hpke {
  const labeled = labeledKdf(kdf, 'HPKE', [kem.id, kdf.id, aead.id]);
  const empty = Secret.of(EMPTY);
  let modeAndPskIdHash: Uint8Array | null = null;

  function hashInfo(info: Uint8Array): HpkeInfo {
    modeAndPskIdHash ??= labeled.extract(empty, 'psk_id_hash', empty).use((hash) => concat(MODE_BASE, hash));
    const prefix = modeAndPskIdHash;
    const infoHash = labeled.extract(empty, 'info_hash', Secret.of(info));
    return new HpkeInfo(infoHash.use((hash) => concat(prefix, hash)));
  }

  /** RFC 9180 §5.1: the `secret` and `key_schedule_context` of KeySchedule. Wipes `shared`. */
  function keySchedule(shared: Secret, info: Uint8Array | HpkeInfo): { secret: Secret; context: Uint8Array } {
    const { keyScheduleContext } = info instanceof HpkeInfo ? info : hashInfo(info);
    const secret = labeled.extract(shared, 'secret', empty);
    shared.wipe();
    return { secret, context: keyScheduleContext };
  }

  /** The key and first nonce. Only sequence number 0 is ever used, so the nonce is the base nonce (§5.2). */
  function withKey<T>(
    shared: Secret,
    info: Uint8Array | HpkeInfo,
    run: (key: Secret, nonce: Uint8Array) => T,
  ): T {
    const { secret, context } = keySchedule(shared, info);
    const key = labeled.expand(secret, 'key', context, aead.keyBytes);
    const nonce = labeled.expand(secret, 'base_nonce', context, aead.nonceBytes);
    secret.wipe();
    try {
      return nonce.use((bytes) => run(key, bytes));
    } finally {
      key.wipe();
      nonce.wipe();
    }
  }

  /** RFC 9180 §5.3: Context.Export. */
  function exported(shared: Secret, info: Uint8Array, exporterContext: Uint8Array, length: number): Secret {
    const { secret, context } = keySchedule(shared, info);
    const exporterSecret = labeled.expand(secret, 'exp', context, kdf.bytes);
    const output = labeled.expand(exporterSecret, 'sec', exporterContext, length);
    secret.wipe();
    exporterSecret.wipe();
    return output;
  }

  function encapsulate(publicKey: Uint8Array, random: Random): { enc: Uint8Array; shared: Secret } {
    const seed = Secret.of(random(kem.encapSeedBytes));
    try {
      return kem.encap(publicKey, seed);
    } finally {
      seed.wipe();
    }
  }

  return {
    hashInfo,
    sealBase(publicKey, info, aad, plaintext, random) {
      const { enc, shared } = encapsulate(publicKey, random);
      const ciphertext = withKey(shared, info, (key, nonce) => aead.seal(key, nonce, aad, plaintext));
      return { enc, ciphertext };
    },
    openBase(sealed, secretKey, info, aad, publicKey) {
      const shared = kem.decap(sealed.enc, secretKey, publicKey);
      return withKey(shared, info, (key, nonce) => {
        try {
          return Secret.of(aead.open(key, nonce, aad, sealed.ciphertext));
        } catch (cause) {
          // Nobody else can tell: the key comes from a secret of ours.
          throw new CryptoError('decryption-failed', 'HPKE', { scope: 'own', cause });
        }
      });
    },
    sendExportBase(publicKey, info, context, length, random) {
      const { enc, shared } = encapsulate(publicKey, random);
      return { enc, exported: exported(shared, info, context, length) };
    },
    receiveExportBase: (enc, secretKey, info, context, length) =>
      exported(kem.decap(enc, secretKey), info, context, length),
  };
}
