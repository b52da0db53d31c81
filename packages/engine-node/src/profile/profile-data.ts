// "Where is my data": the parts of a profile's folder that exist, and how large they are.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DataPart, DataView } from '@hushroom/ipc';
import { listSnapshots, snapshotFolder } from '../snapshot/snapshots.ts';
import { headerBackupPath, headerPath } from './header.ts';
import { databasePath, filesFolder } from './location.ts';
import { logPath } from './profile-log.ts';

/** What exists of the profile. */
export function dataOf(folder: string): DataView {
  const database = databasePath(folder);
  const parts: [DataPart, readonly string[]][] = [
    ['header', [headerPath(folder), headerBackupPath(folder)]],
    ['messages', [database, `${database}-wal`, `${database}-shm`]],
    ['files', [filesFolder(folder)]],
    ['snapshots', [snapshotFolder(folder)]],
    ['backups', [join(folder, 'backups')]],
    ['damaged', [join(folder, 'damaged')]],
    ['log', [logPath(folder)]],
  ];
  return {
    folder,
    parts: parts
      .map(([part, [path = folder, ...more]]) => ({
        part,
        path,
        bytes: [path, ...more].reduce((sum, each) => sum + bytesOf(each), 0),
      }))
      .filter(({ path }) => existsSync(path)),
    snapshotAt: listSnapshots(folder)[0]?.at ?? null,
  };
}

function bytesOf(path: string): number {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}
