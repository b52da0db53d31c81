// What a call of the engine ends in when it does not end in a value.
import type { ErrorCode } from '@hushroom/ipc';
import { RelayError } from '@hushroom/wire';
import { TransportError } from './transport.ts';

/** A call that failed for a reason that the caller can name. `detail` is a limit, a name or a number, never a secret. */
export class EngineError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | null;

  constructor(code: ErrorCode, detail: string | null = null, options?: ErrorOptions) {
    super(detail === null ? code : `${code}: ${detail}`, options);
    this.name = 'EngineError';
    this.code = code;
    this.detail = detail;
  }
}

/** What a caller is told about a refusal by the relay. */
export function engineErrorOf(error: RelayError): EngineError {
  return new EngineError(codeOf(error), null, { cause: error });
}

function codeOf(error: RelayError): ErrorCode {
  switch (error.code) {
    case 'name-taken':
    case 'name-invalid':
    case 'registration-closed':
    case 'invite-invalid':
    case 'rate-limited':
    case 'conflict':
      return error.code;
    case 'storage-full':
      return 'relay-full';
    case 'version-too-old':
      return 'app-too-old';
    case 'version-too-new':
      return 'relay-too-old';
    case 'shutting-down':
      return 'offline';
    case 'no-key-package':
      return 'person-unreachable';
    case 'too-large':
      return 'message-too-long';
    default:
      return 'relay-refused';
  }
}

/** The reason that a lost or refused connection shows. */
export function reasonOf(error: unknown): ErrorCode {
  if (error instanceof EngineError || error instanceof TransportError) return error.code;
  if (error instanceof RelayError) return codeOf(error);
  return 'internal';
}
