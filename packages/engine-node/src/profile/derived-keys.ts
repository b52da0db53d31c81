// The keys that a profile's data key stands for. It opens nothing itself: each use has a key derived from it.
import sodium from 'libsodium-wrappers-sumo';

const KEY_BYTES = 32;
/** libsodium's KDF: a context and a number for each use. */
const KDF_CONTEXT = 'Hushroom';
const DATABASE_KEY = 1;
const SNAPSHOT_KEY = 2;

export interface DerivedKeys {
  /** 32 bytes each. Whoever holds them wipes them. */
  readonly database: Uint8Array;
  readonly snapshot: Uint8Array;
}

/** Derives every key and wipes the data key. Needs libsodium loaded. */
export function deriveKeys(dataKey: Uint8Array): DerivedKeys {
  const database = sodium.crypto_kdf_derive_from_key(KEY_BYTES, DATABASE_KEY, KDF_CONTEXT, dataKey);
  const snapshot = sodium.crypto_kdf_derive_from_key(KEY_BYTES, SNAPSHOT_KEY, KDF_CONTEXT, dataKey);
  sodium.memzero(dataKey);
  return { database, snapshot };
}
