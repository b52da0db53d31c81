// Searching the messages of the profile.
import * as v from 'valibot';
import { conversationId, pageLimit, userName } from '../argument.ts';
import { SEARCH_CHARS_MAX } from '../limits.ts';
import type { SearchHit } from '../view/search.ts';

const time = v.pipe(v.number(), v.integer(), v.minValue(0));

export const SEARCH_CALLS = {
  /** Messages that hold every word of `text`, each anywhere; newest first. Disappearing messages are never found. */
  'search.messages': v.strictObject({
    /** May be empty: then the other conditions decide. */
    text: v.pipe(v.string(), v.maxLength(SEARCH_CHARS_MAX)),
    conversation: v.exactOptional(conversationId),
    /** Who wrote it. */
    from: v.exactOptional(userName),
    /** Sent at this time or later. */
    since: v.exactOptional(time),
    /** Sent before this time. */
    until: v.exactOptional(time),
    hasFile: v.exactOptional(v.boolean(), false),
    /** `next` of the page before this one. */
    cursor: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
    limit: pageLimit,
  }),
} as const;

export interface SearchValues {
  'search.messages': {
    readonly hits: readonly SearchHit[];
    /** The cursor of the next page; null at the end. A page may be short, or empty, before the end. */
    readonly next: number | null;
  };
}
