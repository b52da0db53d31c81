// The order of a conversation's rows. What the log orders goes to the end; one's own message stands at the end from the
// moment it is written, and moves behind what was ordered before it, once, when its turn comes.
import { decodeContent } from '../content/content.ts';
import { listFile, reopenUpload } from '../files/transfer-record.ts';
import type { OutboxRow } from '../log/outbox.ts';
import type { Transaction } from '../storage.ts';
import { loadConversation, saveConversation } from './conversation-record.ts';
import { afterAct, type Act } from './act.ts';
import { started } from './expiry.ts';
import { NO_MARKS, type Place } from './message-marks.ts';
import { recordOf, rowOf, type MessageRecord, type NewMessage } from './message-record.ts';
import { keepAct, takeActs } from './waiting-acts.ts';

/** Appends a row that the log has ordered; a row with the same id is left as it is. Returns null for such a repetition. */
export function appendOrdered(transaction: Transaction, message: NewMessage): MessageRecord | null {
  if (transaction.message(message.id) !== null) return null;
  const placed = putAtEnd(transaction, message);
  raiseOrdered(transaction, placed);
  return placed;
}

/** Appends one's own message that still waits for its place in the log. */
export function appendWaiting(transaction: Transaction, message: NewMessage): MessageRecord {
  return putAtEnd(transaction, message);
}

/** Does to a row of `conversation` what `act` says, as `me` sees it. Null if nothing changed. */
export function takeAct(
  transaction: Transaction,
  input: {
    readonly conversation: string;
    readonly act: Act;
    /** The bytes of its content: the act waits in them where its message is not here. */
    readonly content: Uint8Array;
    readonly me: string;
  },
): MessageRecord | null {
  const { conversation, act, content, me } = input;
  const row = transaction.message(act.part.target);
  if (row === null) {
    // Words that disappear are not kept where their time could not run.
    if (!act.disappears) keepAct(transaction, conversation, act, content);
    return null;
  }
  // What is said in one conversation changes nothing in another.
  const changed = row.conversation === conversation ? afterAct(recordOf(row), act, me) : null;
  if (changed !== null) transaction.putMessage(rowOf(changed));
  return changed;
}

/** Does to a row that just came what members did to it before it came. Returns the row as it is then. */
export function takeWaitingActs(transaction: Transaction, placed: MessageRecord, me: string): MessageRecord {
  let record = placed;
  for (const act of takeActs(transaction, placed.conversation, placed.id)) {
    record = afterAct(record, act, me) ?? record;
  }
  if (record !== placed) transaction.putMessage(rowOf(record));
  return record;
}

/** Gives one's own waiting message its place. Null if the row is gone. */
export function orderWaiting(
  transaction: Transaction,
  id: string,
  { place, now }: { readonly place: Place; readonly now: number },
): MessageRecord | null {
  const row = transaction.message(id);
  if (row === null) return null;
  const waiting = recordOf(row);
  const record = { ...waiting, marks: { ...started(waiting.marks, now), place } };
  const conversation = loadConversation(transaction, record.conversation);
  // Rows above that only wait as well keep their order behind it: moving is needed past ordered ones alone.
  const stays = conversation === null || record.position > conversation.ordered;
  const position = stays ? record.position : nextPosition(transaction, record.conversation);
  const placed = { ...record, position };
  transaction.putMessage(rowOf(placed));
  raiseOrdered(transaction, placed);
  return placed;
}

/** Marks one's own message as one that will not be sent. Null if the row is gone. */
export function failWaiting(transaction: Transaction, id: string, failure: string): MessageRecord | null {
  const row = transaction.message(id);
  if (row === null) return null;
  const failed = { ...recordOf(row), failure };
  transaction.putMessage(rowOf(failed));
  return failed;
}

/**
 * Marks a message that leaves the outbox unsent; a file of it can be brought to the relay once more. Null if it stands
 * nowhere in the timeline.
 */
export function failQueued(
  transaction: Transaction,
  { message, conversation, content }: OutboxRow,
  failure: string,
): MessageRecord | null {
  if (message === null) return null;
  const { messageId } = decodeContent(content);
  reopenUpload(transaction, message, { conversation, messageId });
  return failWaiting(transaction, message, failure);
}

function putAtEnd(transaction: Transaction, { marks = NO_MARKS, ...message }: NewMessage): MessageRecord {
  const placed = { ...message, marks, position: nextPosition(transaction, message.conversation) };
  transaction.putMessage(rowOf(placed));
  if (placed.body.type === 'file') listFile(transaction, placed.conversation, placed.id);
  return placed;
}

/** After every place that was ever given: what was deleted at the end leaves no place that counts as seen already. */
function nextPosition(transaction: Transaction, conversation: string): number {
  const record = loadConversation(transaction, conversation);
  return Math.max(transaction.lastPosition(conversation), record?.ordered ?? 0, record?.seen ?? 0) + 1;
}

function raiseOrdered(transaction: Transaction, { conversation, position }: MessageRecord): void {
  const record = loadConversation(transaction, conversation);
  if (record !== null && position > record.ordered) {
    saveConversation(transaction, { ...record, ordered: position });
  }
}
