// Names in what is being written: which of them are people here, and what completes the one at the cursor.
import type { Mention } from '@hushroom/ipc';

/** A name begins a word, and its last character is none that ends a sentence. */
const NAMES = /(?<![\p{L}\p{N}_.@-])@([a-z0-9._-]{1,31}[a-z0-9_-])/gu;
const AT_CURSOR = /(?<![\p{L}\p{N}_.@-])@([a-z0-9._-]{0,32})$/iu;

/** Every `@name` of someone who is known, in order. */
export function mentionsIn(text: string, isKnown: (userName: string) => boolean): Mention[] {
  return [...text.matchAll(NAMES)].flatMap(({ index, 1: userName }) =>
    userName !== undefined && isKnown(userName) ? [{ start: index, userName }] : [],
  );
}

/** What is being typed after an `@` at the cursor, in lower case; null if there is none. */
export function nameAtCursor(
  text: string,
  cursor: number,
): { readonly start: number; readonly typed: string } | null {
  const match = AT_CURSOR.exec(text.slice(0, cursor));
  return match?.[1] === undefined ? null : { start: match.index, typed: match[1].toLowerCase() };
}

/** The text with the name at the cursor completed, and where the cursor stands then. */
export function complete(
  text: string,
  cursor: number,
  start: number,
  userName: string,
): { readonly text: string; readonly cursor: number } {
  const after = text.slice(cursor);
  const named = `${text.slice(0, start)}@${userName}${after.startsWith(' ') ? '' : ' '}`;
  return { text: named + after, cursor: named.length + (after.startsWith(' ') ? 1 : 0) };
}
