// Whether a history is whole: it begins with whose it is, ends with its end, every row belongs somewhere, and all of it
// makes sense to this version.
import { CodecError } from '@hushroom/codec';
import { checkRowBody } from '../conversation/message-record.ts';
import { EngineError } from '../engine-error.ts';
import { toHex } from '../hex.ts';
import { decodeHistoryItem, type HistoryItem } from './history-item.ts';

/** Reads every item. Throws {@link EngineError} `backup-damaged` and `backup-newer`, and what `items` throws. */
export async function checkHistory(items: AsyncIterable<Uint8Array>): Promise<void> {
  const conversations = new Set<string>();
  let [count, rows] = [0, 0];
  let last: HistoryItem | null = null;
  for await (const bytes of items) {
    const item = parse(bytes);
    if ((item.type === 'about') !== (count === 0) || last?.type === 'end') throw damaged();
    if (item.type === 'conversation') conversations.add(toHex(item.id));
    if (item.type === 'row') {
      if (!conversations.has(toHex(item.conversation))) throw damaged();
      rows += 1;
    }
    count += 1;
    last = item;
  }
  if (last?.type !== 'end' || last.rows !== rows) throw damaged();
}

function parse(bytes: Uint8Array): HistoryItem {
  try {
    const item = decodeHistoryItem(bytes);
    if (item.type === 'row') checkRowBody(item.body);
    if (item.type === 'setting') JSON.parse(item.value);
    return item;
  } catch (error) {
    // Nobody but a later version writes kinds of things that are not known here.
    if (error instanceof CodecError && error.code === 'unknown-value') {
      throw new EngineError('backup-newer', null, { cause: error });
    }
    if (error instanceof CodecError || error instanceof SyntaxError) throw damaged(error);
    throw error;
  }
}

function damaged(cause?: Error): EngineError {
  return new EngineError('backup-damaged', null, { cause });
}
