// The words for an error code, in the language that is chosen.
import type { ErrorCode, ErrorView } from '@hushroom/ipc';
import { words } from './words.ts';

export interface ErrorWords {
  readonly title: string;
  /** What to do about it. */
  readonly help: string;
}

/** The words of a code; `detailed` says what to do where the error brings a limit, a number or a name. */
export interface CodeWords extends ErrorWords {
  readonly detailed?: (detail: string) => string;
}

/** The words for an error. A code that this version does not know is named, so that it can be reported. */
export function wordsForError(error: ErrorView): ErrorWords {
  const known = (words.errors as Readonly<Record<string, CodeWords | undefined>>)[error.code];
  if (known === undefined)
    return { title: words.general.errorTitle, help: words.general.errorCode(error.code) };
  const { title, help, detailed } = known;
  return { title, help: error.detail === undefined ? help : (detailed?.(error.detail) ?? help) };
}

/** The words for a reason that came as a plain string: of a connection, a message or a person. */
export function wordsForReason(code: string): ErrorWords {
  return wordsForError({ code: code as ErrorCode });
}

/** The words for an error as one line. */
export function lineForError(error: ErrorView): string {
  const { title, help } = wordsForError(error);
  return words.general.sentences(title, help);
}
