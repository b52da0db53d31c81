// The profiles of this computer that have a name. Of each only what its folder shows without a key: that it is there, and
// when it was last used. Who it belongs to stands in its encrypted database alone.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ProfileView } from '@hushroom/ipc';
import { headerPath } from './header.ts';
import { databasePath, isProfileName, profilesFolder } from './location.ts';

/** Every profile under `home`, the last used one first. */
export function listProfiles(home: string): readonly ProfileView[] {
  const folder = profilesFolder(home);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => isProfileName(name) && existsSync(headerPath(join(folder, name))))
    .map((name) => ({ name, usedAt: usedAt(join(folder, name)) }))
    .sort((left, right) => right.usedAt - left.usedAt);
}

/** When something was last written; the log of the database is the newest while it is open. */
function usedAt(folder: string): number {
  const database = databasePath(folder);
  const paths = [headerPath(folder), database, `${database}-wal`].filter((path) => existsSync(path));
  return Math.floor(Math.max(...paths.map((path) => statSync(path).mtimeMs)));
}
