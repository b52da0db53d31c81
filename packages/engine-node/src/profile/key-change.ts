// Changing what opens a profile. Its keys stay; the header gets other slots, whole or not at all, and what opened it
// before opens it no more.
import type { OpenersView } from '@hushroom/ipc';
import sodium from 'libsodium-wrappers-sumo';
import { ProfileError } from '../error.ts';
import { readHeader, writeHeader, type ProfileHeader } from './header.ts';
import type { KdfParameters } from './kdf.ts';
import { makeKeychainSlot, makePassphraseSlot, type Keychain, type ProfileKeys } from './key-slot.ts';
import { openKey, type Opener } from './open-key.ts';

/** Throws `profile-missing` and what {@link readHeader} throws. */
export function openersOf(folder: string): OpenersView {
  const { slots } = headerOf(folder);
  return {
    passphrase: slots.some(({ type }) => type === 'passphrase'),
    keychain: slots.some(({ type }) => type === 'keychain'),
  };
}

/**
 * Gives the profile another passphrase, or its first one. `opener` is what opens it now: its passphrase where it has
 * one. Throws `passphrase-wrong`, `passphrase-needed`, `keychain-unavailable`.
 */
export async function changePassphrase(
  folder: string,
  opener: Opener,
  next: string,
  parameters: KdfParameters,
): Promise<void> {
  const header = headerOf(folder);
  // Whoever sits at an open window must not lock its owner out with the keychain's help.
  if (openersOf(folder).passphrase && opener.passphrase === null) throw new ProfileError('passphrase-needed');
  await withKeys(header, opener, async (keys) => {
    const slot = await makePassphraseSlot(keys, next, parameters);
    const others = header.slots.filter(({ type }) => type !== 'passphrase');
    writeHeader(folder, { ...header, slots: [slot, ...others] });
  });
}

/** Lets the keychain open the profile too. Throws `passphrase-wrong`, `keychain-unavailable`. */
export async function addKeychain(folder: string, passphrase: string, keychain: Keychain): Promise<void> {
  const header = headerOf(folder);
  await withKeys(header, { passphrase, keychain: null }, async (keys) => {
    const slot = await sealed(() => makeKeychainSlot(keys, keychain));
    writeHeader(folder, { ...header, slots: [...withoutKeychain(header), slot] });
  });
}

/** Leaves the passphrase as the only thing that opens the profile. Throws `passphrase-wrong`. */
export async function removeKeychain(folder: string, passphrase: string): Promise<void> {
  const header = headerOf(folder);
  // The passphrase is tried first: without one that opens it, nothing would be left that does.
  await withKeys(header, { passphrase, keychain: null }, () => {
    writeHeader(folder, { ...header, slots: withoutKeychain(header) });
    return Promise.resolve();
  });
}

function withoutKeychain({ slots }: ProfileHeader): ProfileHeader['slots'] {
  return slots.filter(({ type }) => type !== 'keychain');
}

/** Opens both keys for one step, and wipes them. */
async function withKeys(
  { slots }: ProfileHeader,
  opener: Opener,
  step: (keys: ProfileKeys) => Promise<void>,
): Promise<void> {
  const dataKey = await openKey(slots, 'dataKey', opener);
  const vaultKey = await openKey(slots, 'vaultKey', opener);
  try {
    await step({ dataKey, vaultKey });
  } finally {
    sodium.memzero(dataKey);
    sodium.memzero(vaultKey);
  }
}

async function sealed<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw new ProfileError('keychain-unavailable', { cause: error });
  }
}

function headerOf(folder: string): ProfileHeader {
  const header = readHeader(folder);
  if (header === null) throw new ProfileError('profile-missing');
  return header;
}
