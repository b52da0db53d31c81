// Where profiles are: one folder each, named or given. Never in a checkout, always readable by this user only.
import { homedir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { ProfileError } from '../error.ts';

/** What says where a profile is. */
export interface ProfileChoice {
  /** A name, or a folder if it holds a path separator. */
  readonly profile: string;
  /** Moves everything that Hushroom keeps: the option, else `HUSHROOM_HOME`. */
  readonly home?: string | undefined;
}

/** The folder of all that Hushroom keeps on this computer. */
export function homeFolder(home: string | undefined, environment: NodeJS.ProcessEnv): string {
  if (home !== undefined && home !== '') return resolve(home);
  const moved = environment['HUSHROOM_HOME'];
  if (moved !== undefined && moved !== '') return resolve(moved);
  return join(dataFolder(environment), 'hushroom');
}

/** Where this platform keeps a user's data. */
function dataFolder(environment: NodeJS.ProcessEnv): string {
  const given = environment['XDG_DATA_HOME'];
  if (given !== undefined && given !== '') return resolve(given);
  if (process.platform === 'win32') {
    return environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
  }
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return join(homedir(), '.local', 'share');
}

/** The folder of a profile. Throws `profile-name-invalid`. */
export function profileFolder(choice: ProfileChoice, environment: NodeJS.ProcessEnv): string {
  if (choice.profile.includes('/') || choice.profile.includes(sep)) return resolve(choice.profile);
  if (!isProfileName(choice.profile)) throw new ProfileError('profile-name-invalid');
  return join(profilesFolder(homeFolder(choice.home, environment)), choice.profile);
}

/** Where the profiles with a name are. */
export function profilesFolder(home: string): string {
  return join(home, 'profiles');
}

export function isProfileName(name: string): boolean {
  return /^[a-z0-9_-]{1,32}$/.test(name);
}

/** Where a profile keeps the ciphertexts of files. */
export function filesFolder(folder: string): string {
  return join(folder, 'files');
}

/** The Unix socket of the engine that has the profile open. */
export function profileSocketPath(folder: string): string {
  return join(folder, 'engine.sock');
}

/** The encrypted database of a profile. */
export function databasePath(folder: string): string {
  return join(folder, 'messages.db');
}
