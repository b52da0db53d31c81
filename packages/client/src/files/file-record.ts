// Rows of the timeline that carry a file.
import { fileRecordOf, recordOf, type FileRecord } from '../conversation/message-record.ts';
import { EngineError } from '../engine-error.ts';
import type { Storage, Transaction } from '../storage.ts';

/** Null for a row that is not there, or carries no file. */
export function fileRecordIn(transaction: Transaction, id: string): FileRecord | null {
  const row = transaction.message(id);
  if (row === null) return null;
  const record = recordOf(row);
  return record.body.type === 'file' ? fileRecordOf(record) : null;
}

/** As {@link fileRecordIn}, in a transaction of its own. */
export function findFile(storage: Storage, id: string): FileRecord | null {
  return storage.transaction((transaction) => fileRecordIn(transaction, id));
}

/** As {@link findFile}. Throws `unknown-message` where there is none. */
export function knownFile(storage: Storage, id: string): FileRecord {
  const record = findFile(storage, id);
  if (record === null) throw new EngineError('unknown-message');
  return record;
}
