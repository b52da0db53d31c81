// The one error class of this package: what can be wrong with a profile on this computer.
import type { ErrorCode } from '@hushroom/ipc';

/**
 * - `profile-locked`: nothing has opened it yet
 * - `profile-missing`: there is no profile in that folder
 * - `profile-exists`: there is one already
 * - `profile-in-use`: another process has it open
 * - `profile-newer`: a later version of Hushroom wrote it
 * - `profile-damaged`: its header or its database does not hold together
 * - `profile-name-invalid`: a name outside `[a-z0-9_-]{1,32}`
 * - `passphrase-wrong`: the passphrase does not open it
 * - `passphrase-wait`: too many wrong ones; the detail says for how many seconds none is taken
 * - `passphrase-needed`: it has no key in a keychain here
 * - `keychain-unavailable`: it opens only with a keychain that is not here
 * - `keychain-weak`: this computer's keychain only hides what it holds, and is not used
 * - `backup-missing`: there is no such file, or it cannot be read
 * - `backup-foreign`: the file is no backup of Hushroom
 * - `backup-newer`: a later version of Hushroom wrote it
 * - `backup-damaged`: it does not hold together
 * - `backup-truncated`: its end is missing
 * - `file-exists`: a file of that name is there already, and is left as it is
 * - `file-unwritable`: no file can be made there
 * - `disk-full`: nothing was written
 */
export type ProfileErrorCode = Extract<
  ErrorCode,
  | `${'profile' | 'passphrase' | 'keychain' | 'backup'}-${string}`
  | 'file-exists'
  | 'file-unwritable'
  | 'disk-full'
>;

/** Thrown by every function of this package that meets a bad profile. */
export class ProfileError extends Error {
  readonly code: ProfileErrorCode;
  /** The number that words for this code mention; null where there is none. */
  readonly detail: string | null;

  constructor(code: ProfileErrorCode, options?: ErrorOptions & { readonly detail?: string }) {
    super(code, options);
    this.name = 'ProfileError';
    this.code = code;
    this.detail = options?.detail ?? null;
  }
}
