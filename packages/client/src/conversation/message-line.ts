// A message on one line: what lists, answers and notifications say of it. What the timeline holds back they do not say.
import type { MessageLine } from '@hushroom/ipc';
import { safeFileName } from '../files/file-name.ts';
import type { Pins } from '../roster/pins.ts';
import type { Author } from './message-marks.ts';
import type { MessageRecord } from './message-record.ts';
import { afterOwnActs, type OwnActParts } from './own-acts.ts';

/** The beginning of a text, in UTF-16 units. */
const LINE_CHARS_MAX = 200;

export interface LineParts extends OwnActParts {
  readonly pins: Pins;
}

export function messageLine(stored: MessageRecord, parts: LineParts): MessageLine {
  const record = afterOwnActs(stored, parts);
  const { body } = record;
  if (isHeldBack(record, parts.pins)) return { type: 'unreadable', code: 'identity-changed' };
  if (body.type === 'text') return { type: 'text', text: beginningOf(body.text) };
  if (body.type !== 'file') return body;
  const { kind, name, caption } = body.attachment;
  return { type: 'file', kind, name: safeFileName(name), caption: beginningOf(caption) };
}

/**
 * Whose words they are is known by the pin. A key that was not the pinned one when they came, and is not now, has no claim
 * to the name: the words are held back until the user has judged the key.
 */
export function isHeldBack({ body, mine, author }: MessageRecord, pins: Pins): boolean {
  return (body.type === 'text' || body.type === 'file') && !mine && !isTrusted(author, pins);
}

/** Whether an author's key was the pinned one when something came, or is now. */
export function isTrusted({ pinned, userName, accountKey }: Author, pins: Pins): boolean {
  return pinned || pins.isPinned(userName, accountKey);
}

/** A character that the cut goes through is shown as one that cannot be read. */
function beginningOf(text: string): string {
  return text.length <= LINE_CHARS_MAX ? text : `${text.slice(0, LINE_CHARS_MAX).toWellFormed()}…`;
}
