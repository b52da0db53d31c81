// What members do to a message that stands: put a reaction to it, change it, take it back. Whether an act counts is decided
// from the message and the act alone, so that everyone who has both in the order of the log decides alike.
import { isReaction, type Mention } from '@hushroom/ipc';
import type { Content } from '../content/content.ts';
import type { DeletionPart } from '../content/deletion.ts';
import type { EditPart } from '../content/edit.ts';
import { fittingMentions } from '../content/extensions.ts';
import type { ReactionPart } from '../content/reaction.ts';
import { sameBytes } from '../hex.ts';
import type { Author, MessageMarks } from './message-marks.ts';
import { NO_MARKS } from './message-marks.ts';
import type { MessageRecord } from './message-record.ts';

/** How long after a message its author may change it, by the times that the author claims for both. */
export const EDIT_MS = 24 * 60 * 60 * 1000;
/** Reactions of one person to one message: what comes above is void. */
export const REACTIONS_EACH_MAX = 6;
/** Reactions of everybody to one message, so that it can always be kept: what comes above is void. */
const REACTIONS_MAX = 1000;

export type ActPart =
  | ({ readonly type: 'reaction' } & ReactionPart)
  | ({ readonly type: 'edit' } & EditPart)
  | ({ readonly type: 'deletion' } & DeletionPart);

export interface Act {
  readonly part: ActPart;
  readonly author: Author;
  /** The author's claim, ms since 1970. */
  readonly sentAt: number;
  /** Its own words go with the message's. */
  readonly disappears: boolean;
  /** As claimed. */
  readonly mentions: readonly Mention[];
}

/** The act that a content is; null if it is a message of its own. */
export function actOf({ part, sentAt, extensions }: Content, author: Author): Act | null {
  if (part.type !== 'reaction' && part.type !== 'edit' && part.type !== 'deletion') return null;
  const { mentions, expireAfterSeconds } = extensions;
  return { part, author, sentAt, mentions, disappears: expireAfterSeconds > 0 };
}

/** The message after an act, as `me` has it; null if the act is void. */
export function afterAct(record: MessageRecord, act: Act, me: string): MessageRecord | null {
  // Events, deleted messages and what could not be read are nobody's to change.
  if (record.body.type !== 'text' && record.body.type !== 'file') return null;
  const { part } = act;
  if (part.type === 'reaction') return afterReaction(record, part, act.author);
  // By the account key and never by the name: only the author's own account may change what it said.
  if (!sameBytes(act.author.accountKey, record.author.accountKey)) return null;
  if (part.type === 'deletion') {
    const { place, unheard, expiry } = record.marks;
    return { ...record, body: { type: 'deleted' }, marks: { ...NO_MARKS, place, unheard, expiry } };
  }
  // What is written beside a file stays as it was sent.
  if (record.body.type === 'file') return null;
  if (Math.abs(act.sentAt - record.sentAt) > EDIT_MS || part.text.trim() === '') return null;
  const mentions = fittingMentions(part.text, act.mentions);
  const marks: MessageMarks = {
    ...record.marks,
    mentions,
    namesMe: !record.mine && mentions.some(({ userName }) => userName === me),
    editedAt: act.sentAt,
  };
  return { ...record, body: { type: 'text', text: part.text }, marks };
}

function afterReaction(
  record: MessageRecord,
  { emoji, on }: ReactionPart,
  author: Author,
): MessageRecord | null {
  if (!isReaction(emoji)) return null;
  const { reactions } = record.marks;
  const theirs = reactions.filter((reaction) => sameBytes(reaction.author.accountKey, author.accountKey));
  const same = theirs.find((reaction) => reaction.emoji === emoji);
  if (on === (same !== undefined)) return null;
  if (on && (theirs.length >= REACTIONS_EACH_MAX || reactions.length >= REACTIONS_MAX)) return null;
  const after = on ? [...reactions, { emoji, author }] : reactions.filter((reaction) => reaction !== same);
  return { ...record, marks: { ...record.marks, reactions: after } };
}
