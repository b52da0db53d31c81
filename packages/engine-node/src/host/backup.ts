// A profile's history into a file under a recovery passphrase, and back out of one.
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { checkHistory, ITEM_BYTES_MAX, type Engine, type ImportCounts } from '@hushroom/client';
import type { ArchiveSecret } from '../archive/archive-header.ts';
import { readArchive } from '../archive/archive-reader.ts';
import { writeArchive } from '../archive/archive-writer.ts';
import { ProfileError } from '../error.ts';
import type { KdfParameters } from '../profile/kdf.ts';

/** Items taken in one transaction: the engine goes on working between two. */
const BATCH_ITEMS = 200;
const DAY_CHARS = 10;

/** The folder of backups for which no other place was named. */
export function backupFolder(profileFolder: string): string {
  return join(profileFolder, 'backups');
}

/** A new name in that folder. */
export function backupPath(profileFolder: string, now: number): string {
  const day = new Date(now).toISOString().slice(0, DAY_CHARS);
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `-${String(number)}`;
    const path = join(backupFolder(profileFolder), `hushroom-${day}${suffix}.backup`);
    if (!existsSync(path)) return path;
  }
}

/**
 * Writes everything that may leave the profile. Returns the bytes of the file. Throws `file-exists`, `file-unwritable`,
 * `disk-full`.
 */
export async function exportHistory(
  history: Iterable<Uint8Array>,
  path: string,
  secret: ArchiveSecret,
): Promise<number> {
  if (!isAbsolute(path)) throw new ProfileError('file-unwritable');
  if (existsSync(path)) throw new ProfileError('file-exists');
  try {
    return await writeArchive(path, secret, history);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new ProfileError('disk-full', { cause: error });
    const isOfFiles = typeof code === 'string' && /^E[A-Z]+$/.test(code);
    throw isOfFiles ? new ProfileError('file-unwritable', { cause: error }) : error;
  }
}

/** Makes the folder for a file that is to be there, for this user only. */
export function makeFolderFor(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
}

/**
 * Takes a backup in. The whole file is read and checked before anything of it is taken. Throws what {@link readArchive}
 * throws, `backup-damaged` where it does not hold a whole history, and `backup-newer` where it holds what is not known here.
 */
export async function importHistory(
  engine: Engine,
  path: string,
  secret: { readonly passphrase: string; readonly parameters: KdfParameters },
): Promise<ImportCounts> {
  await checkHistory(readArchive(path, secret, ITEM_BYTES_MAX));
  const taking = engine.importHistory();
  let batch: Uint8Array[] = [];
  for await (const item of readArchive(path, secret, ITEM_BYTES_MAX)) {
    batch.push(item);
    if (batch.length === BATCH_ITEMS) {
      taking.take(batch);
      batch = [];
    }
  }
  taking.take(batch);
  return taking.finish();
}
