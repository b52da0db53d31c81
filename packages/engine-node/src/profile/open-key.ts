// Opens one of a profile's keys with whatever somebody has.
import { ProfileError } from '../error.ts';
import { deriveKey, type DeriveKey } from './kdf.ts';
import {
  openKeychainSlot,
  openPassphraseSlot,
  type Keychain,
  type KeySlot,
  type ProfileKeys,
} from './key-slot.ts';

/** How a profile is opened: a passphrase, or the keychain where it is null. */
export interface Opener {
  readonly passphrase: string | null;
  readonly keychain: Keychain | null;
}

/**
 * Opens one key by the first slot that `opener` fits; the caller wipes it. Throws `passphrase-wrong`,
 * `passphrase-needed`, `keychain-unavailable`.
 */
export async function openKey(
  slots: readonly KeySlot[],
  name: keyof ProfileKeys,
  { passphrase, keychain }: Opener,
  derive: DeriveKey = deriveKey,
): Promise<Uint8Array> {
  for (const slot of slots) {
    if (slot.type === 'passphrase' && passphrase !== null) {
      return openPassphraseSlot(slot, name, passphrase, derive);
    }
    if (slot.type === 'keychain' && passphrase === null) return openKeychainSlot(slot, name, keychain);
  }
  throw new ProfileError(passphrase === null ? 'passphrase-needed' : 'keychain-unavailable');
}
