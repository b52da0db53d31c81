// Backups: a profile's history in one encrypted file, and taking one in. A page names only files of the profile's own folder
// of backups, and their bytes go under tickets; paths are for the command.
import * as v from 'valibot';
import { filePath, nothing, passphrase } from '../argument.ts';
import { FILE_BYTES_MAX } from '../limits.ts';
import type { BackupView } from '../view/profile.ts';
import type { TicketView } from './file.ts';

/** A file in the profile's folder of backups: never a path. */
const backupName = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}\.backup$/));

export const BACKUP_CALLS = {
  /**
   * Writes history, contacts and settings to a new file in the profile's folder, under a recovery passphrase: never a key
   * of this device, nor what waits to be sent.
   */
  'backup.export': v.strictObject({ passphrase }),
  /** For the command: the same to a path that does not exist yet. Refused to pages. */
  'backup.exportPath': v.strictObject({ path: filePath, passphrase }),
  /** The backups in the profile's folder, newest first. */
  'backup.list': nothing,
  /** A ticket to read one of them. */
  'backup.open': v.strictObject({ name: backupName }),
  /** A ticket to bring a backup from elsewhere, and the name to import it under. It is kept until it was, or this profile locks. */
  'backup.receive': v.strictObject({
    sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(FILE_BYTES_MAX)),
  }),
  /** Takes a backup into this profile: old messages to read, contacts with what was verified, settings. */
  'backup.import': v.strictObject({ name: backupName, passphrase }),
  /** For the command: the same from a path. Refused to pages. */
  'backup.importPath': v.strictObject({ path: filePath, passphrase }),
} as const;

/** How much of a backup was new here. */
interface ImportedView {
  readonly conversations: number;
  readonly messages: number;
  readonly contacts: number;
}

export interface BackupValues {
  'backup.export': BackupView & { readonly path: string };
  'backup.exportPath': { readonly path: string; readonly bytes: number };
  'backup.list': readonly BackupView[];
  'backup.open': TicketView;
  'backup.receive': { readonly ticket: string; readonly name: string };
  'backup.import': ImportedView;
  'backup.importPath': ImportedView;
}
