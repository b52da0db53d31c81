// A profile has two random keys: the data key, which opens its database, and the vault key, which opens nothing but the
// sealed account key and is needed only to certify or revoke. Each key slot wraps both, under a passphrase or in a
// keychain, so that changing a passphrase rewrites one slot and nothing else.
import sodium from 'libsodium-wrappers-sumo';
import { ProfileError } from '../error.ts';
import {
  deriveKey,
  kdfRequest,
  SALT_BYTES,
  type DeriveKey,
  type KdfParameters,
  type SaltedKdf,
} from './kdf.ts';

/** Texts in base64. */
export interface PassphraseSlot {
  readonly type: 'passphrase';
  readonly kdf: SaltedKdf;
  readonly dataKey: string;
  readonly vaultKey: string;
}

export interface KeychainSlot {
  readonly type: 'keychain';
  readonly dataKey: string;
  readonly vaultKey: string;
}

export type KeySlot = PassphraseSlot | KeychainSlot;

/** Seals for this user on this computer: the desktop's keychain. */
export interface Keychain {
  seal(secret: Uint8Array): Promise<Uint8Array>;
  /** Throws if it did not seal this. */
  open(sealed: Uint8Array): Promise<Uint8Array>;
}

/** Both keys of a profile, 32 bytes each. Whoever holds them wipes them. */
export interface ProfileKeys {
  readonly dataKey: Uint8Array;
  readonly vaultKey: Uint8Array;
}

type KeyName = keyof ProfileKeys;

/** Wraps both keys under a key derived from the passphrase. */
export async function makePassphraseSlot(
  keys: ProfileKeys,
  passphrase: string,
  parameters: KdfParameters,
): Promise<PassphraseSlot> {
  await sodium.ready;
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const wrappingKey = await deriveKey({ passphrase, salt, parameters });
  const kdf = { ...parameters, salt: base64(salt) };
  const slot: PassphraseSlot = {
    type: 'passphrase',
    kdf,
    dataKey: base64(seal(wrappingKey, keys.dataKey, binding('dataKey', kdf))),
    vaultKey: base64(seal(wrappingKey, keys.vaultKey, binding('vaultKey', kdf))),
  };
  sodium.memzero(wrappingKey);
  return slot;
}

/** Wraps both keys in a keychain. */
export async function makeKeychainSlot(keys: ProfileKeys, keychain: Keychain): Promise<KeychainSlot> {
  return {
    type: 'keychain',
    dataKey: base64(await keychain.seal(keys.dataKey)),
    vaultKey: base64(await keychain.seal(keys.vaultKey)),
  };
}

/** Opens one key of a slot. Throws `passphrase-wrong`. */
export async function openPassphraseSlot(
  slot: PassphraseSlot,
  name: KeyName,
  passphrase: string,
  derive: DeriveKey,
): Promise<Uint8Array> {
  await sodium.ready;
  const wrappingKey = await derive(kdfRequest(slot.kdf, passphrase));
  const key = unseal(wrappingKey, fromBase64(slot[name]), binding(name, slot.kdf));
  sodium.memzero(wrappingKey);
  if (key === null) throw new ProfileError('passphrase-wrong');
  return key;
}

/** Opens one key of a slot. Throws `keychain-unavailable`. */
export async function openKeychainSlot(
  slot: KeychainSlot,
  name: KeyName,
  keychain: Keychain | null,
): Promise<Uint8Array> {
  if (keychain === null) throw new ProfileError('keychain-unavailable');
  try {
    return await keychain.open(fromBase64(slot[name]));
  } catch (error) {
    throw new ProfileError('keychain-unavailable', { cause: error });
  }
}

/** XChaCha20-Poly1305 with a random nonce before the ciphertext. Needs libsodium loaded. */
export function seal(key: Uint8Array, secret: Uint8Array, bound: string): Uint8Array {
  const nonce = crypto.getRandomValues(new Uint8Array(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES));
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(secret, bound, null, nonce, key);
  return Uint8Array.of(...nonce, ...sealed);
}

/** Opens what {@link seal} made; null if it does not verify. */
export function unseal(key: Uint8Array, sealed: Uint8Array, bound: string): Uint8Array | null {
  const nonceBytes = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      sealed.subarray(nonceBytes),
      bound,
      sealed.subarray(0, nonceBytes),
      key,
    );
  } catch {
    return null;
  }
}

/** What a wrapped key is bound to: swapping the two keys of a slot, or its parameters, breaks it. */
function binding(name: KeyName, kdf: PassphraseSlot['kdf']): string {
  return `Hushroom 1.0 profile ${name} ${kdf.name} ${kdf.memoryBytes} ${kdf.passes} ${kdf.salt}`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
