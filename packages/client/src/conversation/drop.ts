// Takes a conversation off this device: its rows, what waits to be sent in it, and its place in the list. What its rooms
// go on to be is decided elsewhere.
import type { Outbox, OutboxRow } from '../log/outbox.ts';
import type { Transaction } from '../storage.ts';
import { saveChosenTimer } from './disappear-after.ts';
import { saveDraft } from './draft.ts';
import { deleteConversation } from './conversation-record.ts';

/** Rows that are taken in one go. */
const ROWS = 500;

/** Deletes everything of a conversation. Returns what has to be forgotten of the outbox once this is durable. */
export function dropConversation(transaction: Transaction, outbox: Outbox, id: string): readonly OutboxRow[] {
  for (;;) {
    const rows = transaction.page(id, null, ROWS);
    for (const row of rows) transaction.deleteMessage(row.id);
    if (rows.length < ROWS) break;
  }
  // A request to leave is under way without words of its own, and stays.
  const waiting = outbox.ofConversation(id).filter(({ content }) => content.length > 0);
  for (const row of waiting) outbox.delete(transaction, row);
  saveDraft(transaction, id, { text: '', replyTo: null });
  saveChosenTimer(transaction, id, 0);
  deleteConversation(transaction, id);
  return waiting;
}
