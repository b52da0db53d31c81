// A profile's database without an engine on it: for benchmarks that fill one.
import type { Storage } from '@hushroom/client';
import { openProfile } from '../src/profile/profile.ts';

/** Opens the database of a profile that nobody else has open. The caller closes it. */
export async function openProfileStorage(folder: string, passphrase: string): Promise<Storage> {
  const { storage } = await openProfile(folder, { passphrase, keychain: null });
  return storage;
}
