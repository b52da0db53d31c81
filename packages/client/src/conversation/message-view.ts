// A row of the timeline as the window shows it.
import type {
  DeliveryState,
  DeliveryView,
  FileView,
  MessageBody,
  MessageView,
  ReactionView,
  ReplyView,
} from '@hushroom/ipc';
import { deliveryView, type DeliveryParts } from '../delivery/delivery-view.ts';
import type { Outbox } from '../log/outbox.ts';
import type { Pins } from '../roster/pins.ts';
import type { Transaction } from '../storage.ts';
import { NO_MARKS, type Author, type MessageMarks } from './message-marks.ts';
import { fileRecordOf, recordOf, type FileRecord, type MessageRecord } from './message-record.ts';
import { afterOwnActs, type OwnActParts } from './own-acts.ts';

/** The beginning of an answered text, in UTF-16 units. */
const EXCERPT_CHARS_MAX = 200;

/** How far the files of messages are. */
export interface FileViews {
  view(transaction: Transaction, record: FileRecord): FileView;
  /** Whether a message still waits for its file to be at the relay. */
  isPending(transaction: Transaction, id: string): boolean;
}

export interface MessageViewParts extends OwnActParts, DeliveryParts {
  readonly pins: Pins;
  readonly files: FileViews;
}

export function messageView(
  stored: MessageRecord,
  transaction: Transaction,
  parts: MessageViewParts,
): MessageView {
  const record = afterOwnActs(stored, parts);
  const { id, conversation, author, mine, sentAt, failure, position } = record;
  const isHeld = isHeldBack(record, parts.pins);
  const place = mine ? record.marks.place : null;
  const delivery = place === null ? null : deliveryView(parts, transaction, place);
  const marks = isHeld ? NO_MARKS : record.marks;
  return {
    id,
    conversation,
    from: author.userName,
    mine,
    body: isHeld ? { type: 'unreadable', code: 'identity-changed' } : shownBody(record, transaction, parts),
    replyTo: replyView(marks, conversation, transaction, parts),
    mentions: marks.mentions,
    mentionsMe: marks.namesMe || (marks.answersMe && !mine),
    forwarded: marks.forwarded,
    reactions: reactionViews(marks, parts),
    editedAt: marks.editedAt,
    disappearAfterSeconds: record.marks.expiry?.afterSeconds ?? 0,
    expiresAt: record.marks.expiry?.runs === true ? record.marks.expiry.at : null,
    sentAt,
    state: stateOf(record, delivery, transaction, parts),
    delivery,
    reason: failure ?? waitsFor(id, parts.outbox),
    position,
  };
}

/**
 * Whose words they are is known by the pin. A key that was not the pinned one when they came, and is not now, has no claim
 * to the name: the words are held back until the user has judged the key.
 */
function isHeldBack({ body, mine, author }: MessageRecord, pins: Pins): boolean {
  return (body.type === 'text' || body.type === 'file') && !mine && !isTrusted(author, pins);
}

function isTrusted({ pinned, userName, accountKey }: Author, pins: Pins): boolean {
  return pinned || pins.isPinned(userName, accountKey);
}

function replyView(
  { replyTo }: MessageMarks,
  conversation: string,
  transaction: Transaction,
  parts: MessageViewParts,
): ReplyView | null {
  if (replyTo === null) return null;
  const row = transaction.message(replyTo);
  if (row?.conversation !== conversation) return { id: replyTo, from: null, excerpt: null };
  const record = afterOwnActs(recordOf(row), parts);
  const { body, author } = record;
  const isShown = body.type === 'text' && !isHeldBack(record, parts.pins);
  return { id: replyTo, from: author.userName, excerpt: isShown ? excerptOf(body.text) : null };
}

/** The beginning of a text; a character that the cut goes through is shown as one that cannot be read. */
function excerptOf(text: string): string {
  return text.length <= EXCERPT_CHARS_MAX ? text : `${text.slice(0, EXCERPT_CHARS_MAX).toWellFormed()}…`;
}

function reactionViews({ reactions }: MessageMarks, { account, pins }: MessageViewParts): ReactionView[] {
  const byEmoji = new Map<string, string[]>();
  for (const { emoji, author } of reactions) {
    if (isTrusted(author, pins)) byEmoji.set(emoji, [...(byEmoji.get(emoji) ?? []), author.userName]);
  }
  return [...byEmoji].map(([emoji, from]) => ({ emoji, from, mine: from.includes(account.userName) }));
}

function shownBody(
  record: MessageRecord,
  transaction: Transaction,
  { files }: MessageViewParts,
): MessageBody {
  if (record.body.type !== 'file') return record.body;
  const file = files.view(transaction, fileRecordOf(record));
  return { type: 'file', file, caption: record.body.attachment.caption };
}

function stateOf(
  { id, mine, failure, body }: MessageRecord,
  delivery: DeliveryView | null,
  transaction: Transaction,
  { outbox, files }: MessageViewParts,
): DeliveryState {
  if (!mine) return 'received';
  if (failure !== null) return 'failed';
  if (delivery !== null && delivery.read === delivery.of) return 'read';
  if (delivery !== null && delivery.delivered === delivery.of) return 'delivered';
  if (body.type === 'file' && files.isPending(transaction, id)) return 'queued';
  const row = outbox.ofMessage(id);
  return row === null || outbox.isConfirmed(row) ? 'relayed' : 'queued';
}

/** Why the relay has not taken a waiting message, where it said so. */
function waitsFor(id: string, outbox: Outbox): string | null {
  const row = outbox.ofMessage(id);
  return row === null ? null : outbox.refusalOf(row);
}
