// Rows of the timeline that carry a file.
import { fileRecordOf, recordOf, type FileRecord } from '../conversation/message-record.ts';
import type { Transaction } from '../storage.ts';

/** Null for a row that is not there, or carries no file. */
export function fileRecordIn(transaction: Transaction, id: string): FileRecord | null {
  const row = transaction.message(id);
  if (row === null) return null;
  const record = recordOf(row);
  return record.body.type === 'file' ? fileRecordOf(record) : null;
}
