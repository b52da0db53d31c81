// Why a relay does not start. Refusals to its clients are RelayError of packages/wire.
import type { StoreErrorCode } from './store/error.ts';

/**
 * - `config-invalid`: a flag or variable that is not understood
 * - `port-taken`: another program listens on the relay's port
 * - `host-unavailable`: the address to listen on is not this computer's, or may not be used
 * - `identity-unusable`: keys or certificates in the data folder are damaged or missing
 * - `identity-changed`: the address kept in the data folder names another CA key than the one beside it
 */
export type StartErrorCode =
  | StoreErrorCode
  | 'config-invalid'
  | 'port-taken'
  | 'host-unavailable'
  | 'identity-unusable'
  | 'identity-changed';

export class StartError extends Error {
  readonly code: StartErrorCode;

  constructor(code: StartErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StartError';
    this.code = code;
  }
}
