// Backups: a profile's history in one encrypted file, and taking one in.
import * as v from 'valibot';
import { filePath, passphrase } from '../argument.ts';

export const BACKUP_CALLS = {
  /**
   * Writes history, contacts and settings to a new file under a recovery passphrase: never a key of this device, nor what
   * waits to be sent. Null for the path: into the profile's folder.
   */
  'backup.export': v.strictObject({ path: v.nullable(filePath), passphrase }),
  /** Takes a backup into this profile: old messages to read, contacts with what was verified, settings. */
  'backup.import': v.strictObject({ path: filePath, passphrase }),
} as const;

export interface BackupValues {
  'backup.export': { readonly path: string; readonly bytes: number };
  /** How much of it was new here. */
  'backup.import': { readonly conversations: number; readonly messages: number; readonly contacts: number };
}
