// Searching.
import type { Core } from '../core.ts';
import { searchMessages } from '../search/search.ts';
import type { HandlersOf } from './handlers.ts';

export function searchCalls({ roomParts, conversations }: Core): HandlersOf<'search'> {
  const { storage } = roomParts;
  return {
    'search.messages': (args) => searchMessages({ storage, conversations }, args),
  };
}
