// What the command has printed: a place in the order of arrival for each conversation, and one for all of them.
import { decode, encode, uint53 } from '@hushroom/codec';
import type { Transaction } from '../storage.ts';
import { loadConversations, saveConversation } from './conversation-record.ts';
import { recordOf, type MessageRecord } from './message-record.ts';

const SPACE = 'printed';
const KEY = 'all';
const SCAN_ROWS = 256;

/** Others' messages that were not printed yet, oldest first, at most `limit`; they count as printed from now on. */
export function takePrinted(
  transaction: Transaction,
  conversation: string | null,
  limit: number,
): MessageRecord[] {
  const records = new Map(loadConversations(transaction).map((record) => [record.id, record]));
  const stored = transaction.get(SPACE, KEY);
  const everywhere = stored === null ? 0 : decode(uint53, stored);
  const only = conversation === null ? undefined : records.get(conversation);
  if (conversation !== null && only === undefined) return [];
  let after = Math.max(everywhere, only?.printed ?? 0);
  const taken: MessageRecord[] = [];
  while (taken.length < limit) {
    const arrivals = transaction.arrivals(after, SCAN_ROWS);
    for (const { arrival, row } of arrivals) {
      if (taken.length === limit) break;
      after = arrival;
      const isPrinted = arrival <= (records.get(row.conversation)?.printed ?? 0);
      if (isPrinted || !row.countsUnread) continue;
      if (conversation === null || row.conversation === conversation) taken.push(recordOf(row));
    }
    if (arrivals.length < SCAN_ROWS) break;
  }
  if (only === undefined) transaction.put(SPACE, KEY, encode(uint53, after));
  else saveConversation(transaction, { ...only, printed: after });
  return taken;
}
