// Drafts: what was typed in a conversation and not sent.
import * as v from 'valibot';
import { conversationId, messageId } from '../argument.ts';
import { DRAFT_CHARS_MAX } from '../limits.ts';

export const DRAFT_CALLS = {
  /** Keeps a draft in the place of the one before; without text and reply there is none. */
  'draft.save': v.strictObject({
    conversation: conversationId,
    text: v.pipe(v.string(), v.maxLength(DRAFT_CHARS_MAX)),
    replyTo: v.nullable(messageId),
  }),
} as const;

export interface DraftValues {
  'draft.save': null;
}
