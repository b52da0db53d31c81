// What a member's words do to a timeline: a row of its own, an act upon one, or a receipt. Nothing is written yet.
import type { Content } from '../content/content.ts';
import type { ContentExtensions } from '../content/extensions.ts';
import type { Part } from '../content/part.ts';
import { messageRowId, type RecordBody } from '../conversation/message-record.ts';
import type { RoomMember } from './member.ts';

/** The last moment that a date can show, ms since 1970: claims beyond it are cut to it. */
export const DATE_MS_MAX = 8.64e15;

/** Who said or did something. */
export type Actor = Pick<RoomMember, 'userName' | 'accountKey'>;

/** A row for the timeline, before it is known whether its author's key is the pinned one. */
export interface NewRow {
  readonly id: string;
  readonly author: Actor;
  readonly body: RecordBody;
  readonly sentAt: number;
  /** Of what a member said. */
  readonly extensions?: ContentExtensions;
}

/** What a member does to a row, before the row was looked for. */
export interface NewAct {
  readonly author: Actor;
  readonly content: Content;
  readonly plaintext: Uint8Array;
}

export interface ContentEffect {
  readonly rows: readonly NewRow[];
  readonly act?: NewAct;
  /** How far the sender has read, as the sender says. */
  readonly read?: number;
}

/** A content is a row of its own, or an act upon one. */
export function contentEffect(author: Actor, content: Content, plaintext: Uint8Array): ContentEffect {
  const { messageId, part, extensions } = content;
  const sentAt = Math.min(content.sentAt, DATE_MS_MAX);
  switch (part.type) {
    case 'reaction':
    case 'edit':
    case 'deletion':
      return { rows: [], act: { author, content: { ...content, sentAt }, plaintext } };
    case 'receipt':
      return { rows: [], read: part.read };
    case 'text':
    case 'attachment':
    case 'unknown': {
      const body = bodyOf(part);
      return { rows: [{ id: messageRowId(author.accountKey, messageId), author, body, sentAt, extensions }] };
    }
  }
}

function bodyOf(part: Extract<Part, { type: 'text' | 'attachment' | 'unknown' }>): RecordBody {
  if (part.type === 'text') return part;
  if (part.type === 'attachment') return { type: 'file', attachment: part };
  return { type: 'unreadable', code: 'unknown-content' };
}
