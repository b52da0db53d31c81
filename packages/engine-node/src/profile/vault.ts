// The account's seeds, sealed under the vault key apart from everything that runs: opened only to certify or revoke.
import sodium from 'libsodium-wrappers-sumo';
import { ProfileError } from '../error.ts';
import { readHeader } from './header.ts';
import { seal, unseal } from './key-slot.ts';
import { openKey, type Opener } from './open-key.ts';

const VAULT_BINDING = 'Hushroom 1.0 profile vault';
const SEED_BYTES = 32;

/** Seals both seeds, one after the other, as base64. Needs libsodium loaded. */
export function sealVault(vaultKey: Uint8Array, seeds: Uint8Array): string {
  return Buffer.from(seal(vaultKey, seeds, VAULT_BINDING)).toString('base64');
}

/**
 * The account's own seed, 32 bytes; the caller wipes it. Throws `profile-missing`, `passphrase-wrong`,
 * `passphrase-needed`, `keychain-unavailable`, `profile-damaged`.
 */
export async function openAccountSeed(folder: string, opener: Opener): Promise<Uint8Array> {
  const header = readHeader(folder);
  if (header === null) throw new ProfileError('profile-missing');
  if (header.vault === null) throw new ProfileError('profile-damaged');
  const vaultKey = await openKey(header.slots, 'vaultKey', opener);
  const seeds = unseal(vaultKey, new Uint8Array(Buffer.from(header.vault, 'base64')), VAULT_BINDING);
  sodium.memzero(vaultKey);
  if (seeds === null) throw new ProfileError('profile-damaged');
  const seed = seeds.slice(0, SEED_BYTES);
  sodium.memzero(seeds);
  return seed;
}
