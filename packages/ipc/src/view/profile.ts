// Where a profile's data is, and what may be said of its state to somebody who helps.

/** What a part of the profile's folder holds. */
export type DataPart = 'header' | 'messages' | 'files' | 'snapshots' | 'backups' | 'damaged' | 'log';

export interface DataView {
  /** The folder of everything. */
  readonly folder: string;
  readonly parts: readonly { readonly part: DataPart; readonly path: string; readonly bytes: number }[];
}
