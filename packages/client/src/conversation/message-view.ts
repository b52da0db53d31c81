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
import type { Transaction } from '../storage.ts';
import { isHeldBack, isTrusted, messageLine, type LineParts } from './message-line.ts';
import { NO_MARKS, type MessageMarks } from './message-marks.ts';
import { fileRecordOf, recordOf, type FileRecord, type MessageRecord } from './message-record.ts';
import { afterOwnActs } from './own-acts.ts';

/** How far the files of messages are. */
export interface FileViews {
  view(transaction: Transaction, record: FileRecord): FileView;
  /** Whether a message still waits for its file to be at the relay. */
  isPending(transaction: Transaction, id: string): boolean;
}

export interface MessageViewParts extends LineParts, DeliveryParts {
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

function replyView(
  { replyTo }: MessageMarks,
  conversation: string,
  transaction: Transaction,
  parts: MessageViewParts,
): ReplyView | null {
  if (replyTo === null) return null;
  const row = transaction.message(replyTo);
  if (row?.conversation !== conversation) return { id: replyTo, from: null, line: null };
  return { id: replyTo, from: row.from, line: messageLine(recordOf(row), parts) };
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
