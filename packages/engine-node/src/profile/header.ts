// profile.json: the version of the profile and its key slots. It carries a checksum, so that damage is told apart from
// a wrong passphrase, and one backup, so that damage is not the end.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProfileError } from '../error.ts';
import { replaceFile } from './durable-file.ts';
import { KDF_MEMORY_BYTES_MAX, KDF_PASSES_MAX } from './kdf.ts';
import type { KeySlot } from './key-slot.ts';

export const PROFILE_VERSION = 1;

export interface ProfileHeader {
  readonly version: typeof PROFILE_VERSION;
  /** False while the account is being registered: until then there is nothing to unlock. */
  readonly registered: boolean;
  readonly slots: readonly KeySlot[];
  /** The account's seeds, sealed under the vault key, in base64; null until they are made. */
  readonly vault: string | null;
}

export function headerPath(folder: string): string {
  return join(folder, 'profile.json');
}

export function headerBackupPath(folder: string): string {
  return join(folder, 'profile.json.bak');
}

/**
 * Writes the header durably, then its backup. Both say the same: an older header could take a profile for one that is
 * not registered, or open it with a passphrase that was changed.
 */
export function writeHeader(folder: string, header: ProfileHeader): void {
  const text = `${JSON.stringify({ ...header, checksum: checksum(header) }, null, 2)}
`;
  replaceFile(headerPath(folder), text);
  replaceFile(headerBackupPath(folder), text);
}

/**
 * Writes whichever of header and backup is missing, damaged or of another time. A crash between the two writes of a
 * changed passphrase must not leave a backup that the old one opens.
 */
export function matchBackup(folder: string): void {
  const header = readHeader(folder);
  const [text, backup] = [headerPath(folder), headerBackupPath(folder)].map((path) =>
    existsSync(path) ? readFileSync(path, 'utf8') : null,
  );
  if (header !== null && text !== backup) writeHeader(folder, header);
}

/** Reads the header, or its backup where it is damaged; null if there is no profile. Throws `profile-newer` and `profile-damaged`. */
export function readHeader(folder: string): ProfileHeader | null {
  const paths = [headerPath(folder), headerBackupPath(folder)].filter((path) => existsSync(path));
  if (paths.length === 0) return null;
  for (const path of paths) {
    const header = parseHeader(readFileSync(path, 'utf8'));
    if (header !== null) return header;
  }
  throw new ProfileError('profile-damaged');
}

/** Null if it is damaged. */
function parseHeader(text: string): ProfileHeader | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('version' in value)) return null;
  // A later version may have other fields and another checksum.
  if (typeof value.version === 'number' && value.version > PROFILE_VERSION) {
    throw new ProfileError('profile-newer');
  }
  if (!('checksum' in value)) return null;
  const { checksum: claimed, ...header } = value;
  if (claimed !== checksum(header)) return null;
  // The checksum is no secret: what it covers is checked like any other input.
  return isHeader(header) ? header : null;
}

function checksum(header: object): string {
  return createHash('sha256').update(JSON.stringify(header)).digest('hex');
}

function isHeader(value: object): value is ProfileHeader {
  const { version, registered, slots, vault } = value as Partial<ProfileHeader>;
  if (version !== PROFILE_VERSION || typeof registered !== 'boolean') return false;
  if (vault !== null && typeof vault !== 'string') return false;
  return Array.isArray(slots) && slots.length > 0 && slots.every(isSlot);
}

function isSlot(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const slot = value as Partial<KeySlot>;
  if (typeof slot.dataKey !== 'string' || typeof slot.vaultKey !== 'string') return false;
  if (slot.type === 'keychain') return true;
  if (slot.type !== 'passphrase' || slot.kdf === undefined) return false;
  const { name, memoryBytes, passes, salt } = slot.kdf as Partial<typeof slot.kdf>;
  return (
    name === 'argon2id13' &&
    within(memoryBytes, KDF_MEMORY_BYTES_MAX) &&
    within(passes, KDF_PASSES_MAX) &&
    typeof salt === 'string'
  );
}

function within(value: number | undefined, max: number): boolean {
  return Number.isSafeInteger(value) && value !== undefined && value > 0 && value <= max;
}
