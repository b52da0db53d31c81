// Snapshots of a profile's history: one a day, the newest few kept, each an archive under a key of the profile. They hold
// what a backup holds, and like it no key, no group state and nothing that waits to be sent.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeArchive } from '../archive/archive-writer.ts';

const KEPT = 3;
const DAY_MS = 24 * 60 * 60 * 1000;
const NAME = /^(\d{13,16})\.snapshot$/;

export interface Snapshot {
  readonly path: string;
  /** When it was begun, ms since 1970. */
  readonly at: number;
}

export function snapshotFolder(profileFolder: string): string {
  return join(profileFolder, 'snapshots');
}

/** Every snapshot of a profile, the newest first. */
export function listSnapshots(profileFolder: string): Snapshot[] {
  const folder = snapshotFolder(profileFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const at = NAME.exec(name)?.[1];
      return at === undefined ? [] : [{ path: join(folder, name), at: Number(at) }];
    })
    .sort((left, right) => right.at - left.at);
}

/** Whether the newest snapshot is a day old; or from the future, as after a wrong clock. */
export function isSnapshotDue(profileFolder: string, now: number): boolean {
  const [newest] = listSnapshots(profileFolder);
  return newest === undefined || now - newest.at >= DAY_MS || newest.at > now;
}

/** Writes a snapshot durably, then takes away those that are too many. Throws what reading and writing throw. */
export async function writeSnapshot(
  profileFolder: string,
  key: Uint8Array,
  history: Iterable<Uint8Array>,
  now: number,
): Promise<void> {
  const folder = snapshotFolder(profileFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // What a crash left unfinished.
  for (const name of readdirSync(folder))
    if (name.endsWith('.part')) rmSync(join(folder, name), { force: true });
  await writeArchive(join(folder, `${String(now)}.snapshot`), { key }, history);
  for (const { path } of listSnapshots(profileFolder).slice(KEPT)) rmSync(path, { force: true });
}
