// What the system's errors about files mean to who asked.
import { EngineError } from '@hushroom/client';

/** Whether a system error has one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** `disk-full` where it is that, else the error itself. */
export function writeError(error: unknown): unknown {
  return hasCode(error, 'ENOSPC', 'EDQUOT') ? new EngineError('disk-full', null, { cause: error }) : error;
}
