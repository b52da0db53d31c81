// The way out of a damaged profile: what can be read of its messages goes into a backup, and the profile itself is put
// aside, whole, for whoever can do more with it. Its device keys and group state are not worth saving: used again from an
// older state they would break what they protect.
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { salvageHistory, ITEM_BYTES_MAX, type Clock } from '@hushroom/client';
import sodium from 'libsodium-wrappers-sumo';
import type { ArchiveSecret } from '../archive/archive-header.ts';
import { readArchive } from '../archive/archive-reader.ts';
import { writeArchive } from '../archive/archive-writer.ts';
import { SalvageStorage } from '../database/salvage-storage.ts';
import { ProfileError } from '../error.ts';
import { listSnapshots, snapshotFolder } from '../snapshot/snapshots.ts';
import { deriveKeys, type DerivedKeys } from './derived-keys.ts';
import { syncFolder } from './durable-file.ts';
import { headerBackupPath, headerPath, readHeader } from './header.ts';
import { databasePath } from './location.ts';
import { openKey, type Opener } from './open-key.ts';

export interface Recovery {
  readonly folder: string;
  /** What opened the profile. */
  readonly opener: Opener;
  /** Where the backup goes, and what is to open it. */
  readonly path: string;
  readonly secret: ArchiveSecret;
  readonly clock: Clock;
  /** Hears of what could not be read. */
  readonly onLoss: (error: unknown) => void;
}

/**
 * Saves what can be read, and leaves the folder ready for a new profile. Returns the bytes of the backup. Throws
 * `profile-missing`, `passphrase-wrong`, and `profile-damaged` where nothing at all could be read: then all is as before.
 */
export async function recoverProfile({ folder, opener, ...recovery }: Recovery): Promise<number> {
  const header = readHeader(folder);
  if (header === null) throw new ProfileError('profile-missing');
  const keys = deriveKeys(await openKey(header.slots, 'dataKey', opener));
  const { path, secret, clock, onLoss } = recovery;
  const damaged = openDamaged(folder, keys, onLoss);
  let bytes = 0;
  try {
    let items = 0;
    const counted = async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
      for await (const item of source) {
        items += 1;
        yield item;
      }
      // Thrown within, so that no empty backup is left.
      if (items === 0) throw new ProfileError('profile-damaged');
    };
    const snapshot = newestSnapshot(folder, keys);
    bytes = await writeArchive(path, secret, counted(salvageHistory({ damaged, snapshot, clock, onLoss })));
  } finally {
    damaged?.close();
    sodium.memzero(keys.database);
    sodium.memzero(keys.snapshot);
  }
  putAside(folder, clock.now());
  return bytes;
}

function openDamaged(
  folder: string,
  keys: DerivedKeys,
  onLoss: (error: unknown) => void,
): SalvageStorage | null {
  const path = databasePath(folder);
  if (!existsSync(path)) return null;
  try {
    return new SalvageStorage(path, keys.database);
  } catch (error) {
    if (error instanceof ProfileError && error.code === 'profile-in-use') throw error;
    onLoss(error);
    return null;
  }
}

function newestSnapshot(folder: string, keys: DerivedKeys): AsyncIterable<Uint8Array> | null {
  const [newest] = listSnapshots(folder);
  return newest === undefined ? null : readArchive(newest.path, { key: keys.snapshot }, ITEM_BYTES_MAX);
}

/** Moves everything that the profile's keys open, with the header last: until then it is the damaged profile still. */
function putAside(folder: string, now: number): void {
  const aside = join(folder, 'damaged', String(now));
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  const database = databasePath(folder);
  const paths = [`${database}-wal`, `${database}-shm`, database, snapshotFolder(folder)];
  for (const path of [...paths, headerBackupPath(folder), headerPath(folder)]) {
    if (existsSync(path)) renameSync(path, join(aside, path.slice(folder.length + 1)));
  }
  syncFolder(aside);
  syncFolder(folder);
}
