// The one error class of this package. Its codes are stable; its texts carry no secret, plaintext or whole identifier.
import type { MlsErrorCode } from './validation/code.ts';

/**
 * - `unsupported-suite`: a cipher suite number that this package does not implement
 * - `bad-length`: a key, nonce or ciphertext of a length that the suite does not have
 * - `bad-public-key`: an HPKE public key that cannot be encrypted to
 * - `bad-signature`: a signature that does not verify
 * - `decryption-failed`: an AEAD or HPKE ciphertext that does not open
 * - `wiped-secret`: a secret used after it was wiped; always a fault of the caller
 * - `bad-user-name`: a user name outside the rules
 * - `bad-certificate`: a device certificate that does not hold together
 * - `bad-safety-code`: a scanned safety code that is malformed or of another version
 */
export type CryptoErrorCode =
  | MlsErrorCode
  | 'unsupported-suite'
  | 'bad-length'
  | 'bad-public-key'
  | 'bad-signature'
  | 'decryption-failed'
  | 'wiped-secret'
  | 'bad-user-name'
  | 'bad-certificate'
  | 'bad-safety-code';

/**
 * Who else reaches this verdict. `shared`: every member does, from public data and the group's common state. `own`: it
 * hangs on a secret only this member holds, so others may well accept what failed here.
 */
export type CryptoErrorScope = 'shared' | 'own';

/** Thrown by every function of this package on bad input. */
export class CryptoError extends Error {
  readonly code: CryptoErrorCode;
  readonly scope: CryptoErrorScope;

  constructor(
    code: CryptoErrorCode,
    what: string,
    options: { readonly scope?: CryptoErrorScope; readonly cause?: unknown } = {},
  ) {
    super(`${code}: ${what}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CryptoError';
    this.code = code;
    this.scope = options.scope ?? 'shared';
  }
}
