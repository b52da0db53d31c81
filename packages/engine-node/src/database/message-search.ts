// Searching the table `message`: through the trigram index for words of three characters and more, row by row for
// shorter ones.
import { fold, type RowQuery, type RowsFound } from '@hushroom/client';
import type Database from 'better-sqlite3-multiple-ciphers';
import { messageRow, type MessageColumns } from './message-columns.ts';

/** The index knows three characters at a time: shorter words are in it nowhere. */
const INDEXED_CHARS_MIN = 3;
/** Arrivals looked through for a short word before the search pauses: far less than a second. */
const SCAN_ARRIVALS = 20_000;

type Prepare = (text: string) => Database.Statement;

/** Finds rows as {@link RowQuery} says. `sql` prepares a statement inside the transaction. */
export function searchRows(sql: Prepare, query: RowQuery): RowsFound {
  const { indexed, short } = splitTerms(query.terms);
  const before = query.before ?? endOfArrivals(sql);
  const after = short.length === 0 ? 0 : Math.max(0, before - SCAN_ARRIVALS - 1);
  const conditions = ['message.is_searchable = 1'];
  const values: (string | number)[] = [];
  const where = (condition: string, value: string | number | null): void => {
    if (value === null) return;
    conditions.push(condition);
    values.push(value);
  };
  if (indexed.length > 0) {
    where('message_text MATCH ?', matchOf(indexed));
    // The index takes a bound on its own rows only.
    where('message_text.rowid < ?', before);
  }
  where('message.arrival < ?', before);
  where('message.arrival > ?', after);
  where('message.conversation = ?', query.conversation);
  where('message.sender = ?', query.from);
  where('message.sent_at >= ?', query.since);
  where('message.sent_at < ?', query.until);
  if (query.hasFile) conditions.push('message.has_file = 1');
  for (const term of short) where('instr(message_text.text, ?) > 0', fold(term));
  // CROSS JOIN keeps the order of the tables: the index, where it is asked, gives its rows by descending arrival
  // without sorting; else the rows do.
  const [outer, inner] = indexed.length > 0 ? ['message_text', 'message'] : ['message', 'message_text'];
  const first = outer === 'message' ? 'message.arrival' : 'message_text.rowid';
  const rows = sql(
    `SELECT message.* FROM ${outer} CROSS JOIN ${inner} ON message.arrival = message_text.rowid
     WHERE ${conditions.join(' AND ')} ORDER BY ${first} DESC LIMIT ?`,
  ).all(...values, query.limit + 1) as MessageColumns[];
  const page = rows.slice(0, query.limit);
  const rest = after > 0 ? after + 1 : null;
  const next = rows.length > page.length ? (page.at(-1)?.arrival ?? null) : rest;
  return { rows: page.map(messageRow), next };
}

/** Above every arrival number that is in use. */
function endOfArrivals(sql: Prepare): number {
  const { last } = sql('SELECT coalesce(max(arrival), 0) AS last FROM message').get() as { last: number };
  return last + 1;
}

function splitTerms(terms: readonly string[]): { readonly indexed: string[]; readonly short: string[] } {
  const isIndexed = (term: string): boolean => Array.from(fold(term)).length >= INDEXED_CHARS_MIN;
  return { indexed: terms.filter(isIndexed), short: terms.filter((term) => !isIndexed(term)) };
}

/** Each term as a string of FTS5, where nothing but the quotation mark has a meaning. */
function matchOf(terms: readonly string[]): string {
  return terms.map((term) => `"${fold(term).replaceAll('"', '""')}"`).join(' AND ');
}
