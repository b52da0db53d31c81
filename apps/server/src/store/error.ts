// Why a relay cannot open what it stored.

/**
 * - `data-in-use`: another process has this data folder open
 * - `data-newer`: written by a newer version of the relay
 * - `data-corrupted`: the database is damaged, or is not one
 * - `data-unusable`: the folder cannot be read or written
 */
export type StoreErrorCode = 'data-in-use' | 'data-newer' | 'data-corrupted' | 'data-unusable';

export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}
