// One profile on disk: its header and its database. It makes both, opens them, and keeps the account's seeds apart.
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import type { AccountSeeds } from '@hushroom/client';
import sodium from 'libsodium-wrappers-sumo';
import { SqliteStorage } from '../database/sqlite-storage.ts';
import { ProfileError } from '../error.ts';
import { deriveKeys } from './derived-keys.ts';
import {
  headerBackupPath,
  headerPath,
  matchBackup,
  PROFILE_VERSION,
  readHeader,
  writeHeader,
} from './header.ts';
import { deriveKey, type DeriveKey, type KdfParameters } from './kdf.ts';
import { databasePath } from './location.ts';
import { makeKeychainSlot, makePassphraseSlot, type Keychain } from './key-slot.ts';
import { openKey, type Opener } from './open-key.ts';
import { sealVault } from './vault.ts';

const KEY_BYTES = 32;

/** An open profile: nobody else has it. */
export interface OpenProfile {
  readonly storage: SqliteStorage;
  /** What opens its snapshots, 32 bytes. Whoever closes the profile wipes it. */
  readonly snapshotKey: Uint8Array;
}

/** A profile that is being registered. */
export interface NewProfile extends OpenProfile {
  /** Seals the account's seeds under the vault key, durably, and wipes them. */
  keepSeeds(seeds: AccountSeeds): Promise<void>;
  /** The account exists: from now on this is a profile to unlock. */
  finish(): void;
  /**
   * The registration failed: closes the profile, and removes it unless seeds were kept and the account may exist, since
   * nobody has refused it.
   */
  abandon(why: { readonly isRefused: boolean }): void;
}

export type ProfileState = 'missing' | 'registering' | 'ready';

/** What is in the folder. Throws `profile-newer` and `profile-damaged`. */
export function profileState(folder: string): ProfileState {
  const header = readHeader(folder);
  if (header === null) return existsSync(databasePath(folder)) ? damaged() : 'missing';
  return header.registered ? 'ready' : 'registering';
}

/**
 * Makes a profile, or takes up one whose registration was interrupted if `opener` opens it. Throws `profile-exists`,
 * `profile-in-use`, `keychain-unavailable`, `disk-full`, and where another opener has an account that may exist, what
 * {@link openProfile} throws.
 */
export async function createProfile(
  folder: string,
  opener: Opener,
  parameters: KdfParameters,
): Promise<NewProfile> {
  const state = profileState(folder);
  if (state === 'ready') throw new ProfileError('profile-exists');
  if (state === 'registering') {
    const earlier = await resumeProfile(folder, opener);
    if (earlier !== null) return earlier;
    // Its passphrase is another: nothing can ever open it, and no account hangs on it.
    removeProfile(folder);
  }
  return diskFullAware(async () => {
    await sodium.ready;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // A folder that was there before may be open to others.
    chmodSync(folder, 0o700);
    const keys = { dataKey: randomKey(), vaultKey: randomKey() };
    const slot =
      opener.passphrase === null
        ? await makeKeychainSlot(keys, requireKeychain(opener.keychain))
        : await makePassphraseSlot(keys, opener.passphrase, parameters);
    writeHeader(folder, { version: PROFILE_VERSION, registered: false, slots: [slot], vault: null });
    return newProfile(folder, openDataKey(folder, keys.dataKey), keys.vaultKey);
  });
}

/** Opens a profile. Throws `profile-missing`, `passphrase-wrong`, `passphrase-needed`, `profile-in-use`, and what {@link profileState} throws. */
export async function openProfile(
  folder: string,
  opener: Opener,
  derive: DeriveKey = deriveKey,
): Promise<OpenProfile> {
  const header = readHeader(folder);
  if (header?.registered !== true) {
    return header === null && existsSync(databasePath(folder)) ? damaged() : missing();
  }
  if (!existsSync(databasePath(folder))) return damaged();
  const dataKey = await openKey(header.slots, 'dataKey', opener, derive);
  matchBackup(folder);
  return openDataKey(folder, dataKey);
}

/** Whether the passphrase opens the profile, which may be open already. Throws what {@link openProfile} throws. */
export async function checkPassphrase(folder: string, passphrase: string): Promise<void> {
  const header = readHeader(folder);
  if (header === null) return missing();
  sodium.memzero(await openKey(header.slots, 'dataKey', { passphrase, keychain: null }));
}

async function resumeProfile(folder: string, opener: Opener): Promise<NewProfile | null> {
  const header = readHeader(folder);
  if (header === null) return null;
  let vaultKey: Uint8Array;
  let dataKey: Uint8Array;
  try {
    vaultKey = await openKey(header.slots, 'vaultKey', opener);
    dataKey = await openKey(header.slots, 'dataKey', opener);
  } catch (error) {
    if (error instanceof ProfileError && header.vault === null) return null;
    // In its vault are the seeds of an account that the relay may have: without them its name is taken for ever.
    throw error;
  }
  return newProfile(folder, openDataKey(folder, dataKey), vaultKey);
}

function newProfile(folder: string, open: OpenProfile, vaultKey: Uint8Array): NewProfile {
  let seedsKept = readHeader(folder)?.vault !== null;
  return {
    ...open,
    keepSeeds: (seeds) =>
      diskFullAware(() => {
        const both = seeds.accountSeed.use((account) =>
          seeds.nextAccountSeed.use((next) => Uint8Array.of(...account, ...next)),
        );
        changeHeader(folder, { vault: sealVault(vaultKey, both) });
        seedsKept = true;
        sodium.memzero(both);
        seeds.accountSeed.wipe();
        seeds.nextAccountSeed.wipe();
        return Promise.resolve();
      }),
    finish: () => {
      changeHeader(folder, { registered: true });
      sodium.memzero(vaultKey);
    },
    abandon: ({ isRefused }) => {
      open.storage.close();
      sodium.memzero(open.snapshotKey);
      if (!seedsKept || isRefused) removeProfile(folder);
      sodium.memzero(vaultKey);
    },
  };
}

/** Opens the database and wipes the data key. */
function openDataKey(folder: string, dataKey: Uint8Array): OpenProfile {
  const keys = deriveKeys(dataKey);
  const path = databasePath(folder);
  try {
    // SQLite would make it readable by everyone.
    closeSync(openSync(path, 'a', 0o600));
    return { storage: new SqliteStorage(path, keys.database), snapshotKey: keys.snapshot };
  } catch (error) {
    sodium.memzero(keys.snapshot);
    throw error;
  } finally {
    sodium.memzero(keys.database);
  }
}

function changeHeader(folder: string, change: { vault: string } | { registered: true }): void {
  const header = readHeader(folder);
  if (header === null) throw new ProfileError('profile-damaged');
  writeHeader(folder, { ...header, ...change });
}

/** Removes what a profile consists of, and nothing else that someone may have put into its folder. */
function removeProfile(folder: string): void {
  const database = databasePath(folder);
  for (const path of [`${database}-wal`, `${database}-shm`, database]) rmSync(path, { force: true });
  for (const path of [headerBackupPath(folder), headerPath(folder)]) rmSync(path, { force: true });
}

async function diskFullAware<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new ProfileError('disk-full', { cause: error });
    throw error;
  }
}

function requireKeychain(keychain: Keychain | null): Keychain {
  if (keychain === null) throw new ProfileError('keychain-unavailable');
  return keychain;
}

function randomKey(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(KEY_BYTES));
}

function damaged(): never {
  throw new ProfileError('profile-damaged');
}

function missing(): never {
  throw new ProfileError('profile-missing');
}
