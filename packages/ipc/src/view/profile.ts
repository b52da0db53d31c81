// Where a profile's data is, and what may be said of its state to somebody who helps.

/** What a part of the profile's folder holds. */
export type DataPart = 'header' | 'messages' | 'files' | 'snapshots' | 'backups' | 'damaged' | 'log';

export interface DataView {
  /** The folder of everything. */
  readonly folder: string;
  readonly parts: readonly { readonly part: DataPart; readonly path: string; readonly bytes: number }[];
  /** When the newest snapshot of the messages was written, ms since 1970; null if there is none. */
  readonly snapshotAt: number | null;
}

/** A backup in the profile's folder. */
export interface BackupView {
  readonly name: string;
  readonly bytes: number;
  /** When it was written, ms since 1970. */
  readonly at: number;
}
