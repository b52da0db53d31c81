// Whether a history is whole: it begins with whose it is, ends with its end, and every row belongs somewhere.
import { CodecError } from '@hushroom/codec';
import { EngineError } from '../engine-error.ts';
import { toHex } from '../hex.ts';
import { decodeHistoryItem, type HistoryItem } from './history-item.ts';

/** Reads every item. Throws {@link EngineError} `backup-damaged`, and what `items` throws. */
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
    return decodeHistoryItem(bytes);
  } catch (error) {
    if (error instanceof CodecError) throw damaged(error);
    throw error;
  }
}

function damaged(cause?: CodecError): EngineError {
  return new EngineError('backup-damaged', null, { cause });
}
