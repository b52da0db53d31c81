// What a search asks of the rows of a profile, and whether one row answers it. Storage with an index narrows down what
// is looked at; what counts as found is said here.
import type { MessageRow } from '../storage.ts';
import { fold } from './fold.ts';

export interface RowQuery {
  /** Every one stands in the text, wherever, whatever its case and accents; none: every row that fits the rest. */
  readonly terms: readonly string[];
  readonly conversation: string | null;
  /** User name of the author. */
  readonly from: string | null;
  /** Sent at this time or later, ms since 1970. */
  readonly since: number | null;
  /** Sent before this time, ms since 1970. */
  readonly until: number | null;
  /** Only rows that carry a file. */
  readonly hasFile: boolean;
  /** Only rows that arrived before this arrival number; null: from the newest on. */
  readonly before: number | null;
  readonly limit: number;
}

export interface RowsFound {
  /** Newest arrival first. */
  readonly rows: readonly MessageRow[];
  /** `before` for the rest; null where there is none. Searching may pause early, with few rows or none. */
  readonly next: number | null;
}

/** Whether a row answers a query, its arrival apart. Rows that may not be searched answer none. */
export function answers(row: MessageRow, query: RowQuery): boolean {
  if (!row.isSearchable) return false;
  if (query.conversation !== null && row.conversation !== query.conversation) return false;
  if (query.from !== null && row.from !== query.from) return false;
  if (query.since !== null && row.sentAt < query.since) return false;
  if (query.until !== null && row.sentAt >= query.until) return false;
  if (query.hasFile && !row.hasFile) return false;
  const folded = fold(row.text);
  return query.terms.every((term) => folded.includes(fold(term)));
}
