// Why bytes of a file did not go through, up or down.
import type { ErrorCode } from '@hushroom/ipc';
import { RelayError } from '@hushroom/wire';
import { EngineError } from '../engine-error.ts';
import { TransportError } from '../transport.ts';

/** Null for what may pass, such as a lost connection; `refusalOf` judges what the relay refused. */
export function transferReason(
  error: unknown,
  refusalOf: (refusal: RelayError) => ErrorCode | null,
): ErrorCode | null {
  if (error instanceof TransportError) return null;
  if (error instanceof EngineError) return error.code === 'offline' ? null : error.code;
  return error instanceof RelayError ? refusalOf(error) : 'internal';
}
