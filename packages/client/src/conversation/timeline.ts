// The order of a conversation's rows. What the log orders goes to the end; one's own message stands at the end from the
// moment it is written, and moves behind what was ordered before it, once, when its turn comes.
import type { Transaction } from '../storage.ts';
import { loadConversation, saveConversation } from './conversation-record.ts';
import { recordOf, rowOf, type MessageRecord } from './message-record.ts';

/** Appends a row that the log has ordered; a row with the same id is left as it is. Returns null for such a repetition. */
export function appendOrdered(
  transaction: Transaction,
  record: Omit<MessageRecord, 'position'>,
): MessageRecord | null {
  if (transaction.message(record.id) !== null) return null;
  const placed = { ...record, position: transaction.lastPosition(record.conversation) + 1 };
  transaction.putMessage(rowOf(placed));
  raiseOrdered(transaction, placed);
  return placed;
}

/** Appends one's own message that still waits for its place in the log. */
export function appendWaiting(
  transaction: Transaction,
  record: Omit<MessageRecord, 'position'>,
): MessageRecord {
  const placed = { ...record, position: transaction.lastPosition(record.conversation) + 1 };
  transaction.putMessage(rowOf(placed));
  return placed;
}

/** Gives one's own waiting message its place. Null if the row is gone. */
export function orderWaiting(transaction: Transaction, id: string): MessageRecord | null {
  const row = transaction.message(id);
  if (row === null) return null;
  const record = recordOf(row);
  const conversation = loadConversation(transaction, record.conversation);
  // Rows above that only wait as well keep their order behind it: moving is needed past ordered ones alone.
  const stays = conversation === null || record.position > conversation.ordered;
  const position = stays ? record.position : transaction.lastPosition(record.conversation) + 1;
  const placed = { ...record, position };
  if (!stays) transaction.putMessage(rowOf(placed));
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

function raiseOrdered(transaction: Transaction, { conversation, position }: MessageRecord): void {
  const record = loadConversation(transaction, conversation);
  if (record !== null && position > record.ordered) {
    saveConversation(transaction, { ...record, ordered: position });
  }
}
