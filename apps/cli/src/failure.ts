// Any error that a command ends in, as a code and words.
import { CallError, ProfileError } from '@hushroom/engine-node';
import { CommandError, UsageError } from './command.ts';
import { wordsFor } from './words.ts';

export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** A fault of our own becomes `internal`; its trace goes to standard error when HUSHROOM_TRACE is set. */
export function failureOf(error: unknown): Failure {
  if (error instanceof UsageError) return { code: 'usage', message: error.message };
  if (error instanceof CallError || error instanceof CommandError) {
    return { code: error.code, message: wordsFor(error.code, error.detail) };
  }
  if (error instanceof ProfileError) return { code: error.code, message: wordsFor(error.code, '') };
  return { code: 'internal', message: wordsFor('internal', '') };
}
