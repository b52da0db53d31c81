// Destroys a profile: first, durably, what its keys are wrapped in, so that everything else is noise from then on; then
// everything else. A disk may keep old copies of a block that was overwritten; without the passphrase they open nothing.
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from './durable-file.ts';
import { headerBackupPath, headerPath } from './header.ts';
import { databasePath, filesFolder } from './location.ts';
import { lookPath } from './look.ts';
import { logPath } from './profile-log.ts';
import { snapshotFolder } from '../snapshot/snapshots.ts';

/** Backups that were exported stay: they have a passphrase of their own, and may be all that is left on purpose. */
export function wipeProfile(folder: string): void {
  for (const path of [headerPath(folder), headerBackupPath(folder)]) {
    destroy(path);
    rmSync(`${path}.new`, { force: true });
  }
  syncFolder(folder);
  const database = databasePath(folder);
  const files = [`${database}-wal`, `${database}-shm`, database, logPath(folder), lookPath(folder)];
  for (const path of files) rmSync(path, { force: true });
  for (const path of [filesFolder(folder), snapshotFolder(folder), join(folder, 'damaged')]) {
    rmSync(path, { recursive: true, force: true });
  }
}

function destroy(path: string): void {
  if (!existsSync(path)) return;
  const file = openSync(path, 'r+');
  try {
    writeSync(file, new Uint8Array(statSync(path).size), 0, undefined, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  rmSync(path, { force: true });
}
