// Searching a profile's messages.
import type { CallArgs, CallValues, SearchHit } from '@hushroom/ipc';
import type { Conversations } from '../conversation/conversations.ts';
import type { Storage } from '../storage.ts';
import { excerptOf } from './excerpt.ts';
import { fold } from './fold.ts';

/** More words narrow nothing down that these do not. */
const TERMS_MAX = 8;

/** Serves `search.messages`. */
export function searchMessages(
  { storage, conversations }: { readonly storage: Storage; readonly conversations: Conversations },
  args: CallArgs<'search.messages'>,
): CallValues['search.messages'] {
  const terms = termsOf(args.text);
  const { conversation = null, from = null, since = null, until = null, cursor = null } = args;
  const { hasFile, limit } = args;
  return storage.transaction((transaction) => {
    const query = { terms, conversation, from, since, until, hasFile, before: cursor, limit };
    const { rows, next } = transaction.search(query);
    const hits = rows.flatMap((row): SearchHit[] => {
      const message = conversations.viewOfRow(transaction, row);
      // Words under a key that is still to be judged are not shown here either.
      if (message.body.type === 'unreadable') return [];
      return [{ message, excerpt: excerptOf(row.text, terms) }];
    });
    return { hits, next };
  });
}

/** The words of what was typed; those that fold to nothing (a lone accent) say nothing. */
function termsOf(text: string): string[] {
  const words = text.normalize('NFC').replaceAll('\0', ' ').split(/\s+/u);
  return words.filter((word) => fold(word) !== '').slice(0, TERMS_MAX);
}
