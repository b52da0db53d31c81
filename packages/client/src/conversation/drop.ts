// Takes a conversation off this device: its rows and their files, what waits to be sent or done in it, and its place in the
// list. What its rooms go on to be is decided elsewhere.
import type { Files } from '../files/files.ts';
import { leaveAtRelay, unlistFiles } from '../files/transfer-record.ts';
import type { Outbox } from '../log/outbox.ts';
import type { Storage, Transaction } from '../storage.ts';
import { saveChosenTimer } from './disappear-after.ts';
import { saveDraft } from './draft.ts';
import { deleteConversation } from './conversation-record.ts';
import { recordOf } from './message-record.ts';
import { forgetActs } from './waiting-acts.ts';

/** Rows that are taken in one go. */
const ROWS = 500;

interface DropParts {
  readonly storage: Storage;
  readonly outbox: Outbox;
  readonly files: Files;
}

/** Deletes everything of a conversation. */
export function dropConversation({ storage, outbox, files }: DropParts, id: string): void {
  // A request to leave is under way without words of its own, and stays.
  const waiting = outbox.ofConversation(id).filter(({ content }) => content.length > 0);
  const withFile = storage.transaction((transaction) => {
    const found = deleteRows(transaction, files, id);
    unlistFiles(transaction, id);
    forgetActs(transaction, id);
    for (const row of waiting) outbox.delete(transaction, row);
    saveDraft(transaction, id, { text: '', replyTo: null });
    saveChosenTimer(transaction, id, 0);
    deleteConversation(transaction, id);
    return found;
  });
  for (const row of waiting) outbox.forget(row);
  files.clear(withFile);
}

/** Returns those that carried a file. */
function deleteRows(transaction: Transaction, files: Files, id: string): string[] {
  const withFile: string[] = [];
  for (;;) {
    const rows = transaction.page(id, null, ROWS);
    for (const row of rows) {
      if (row.hasFile) {
        // What the others have got a message of they may fetch still.
        if (recordOf(row).marks.place !== null) leaveAtRelay(transaction, row.id);
        files.delete(transaction, row.id);
        withFile.push(row.id);
      }
      transaction.deleteMessage(row.id);
    }
    if (rows.length < ROWS) return withFile;
  }
}
