// Conversations: opening them, reading them, marking them read.
import * as v from 'valibot';
import { conversationId, messageId, pageLimit, position, userName } from '../argument.ts';
import { MUTED_FOR_GOOD } from '../limits.ts';
import type { ConversationView } from '../view/conversation.ts';
import type { MessageView } from '../view/message.ts';

export const CONVERSATION_CALLS = {
  'conversation.open': v.strictObject({ userName }),
  'conversation.page': v.strictObject({
    conversation: conversationId,
    /** Messages with a position below this one; null: the newest. */
    before: v.nullable(position),
    limit: pageLimit,
  }),
  /** The rows around a message, or around a position where there need not be one: for a jump to a place. */
  'conversation.around': v.strictObject({
    conversation: conversationId,
    at: v.union([position, messageId]),
    limit: pageLimit,
  }),
  /** The oldest rows with a position above `after`: on from the end of a page that is not the newest. */
  'conversation.after': v.strictObject({
    conversation: conversationId,
    after: position,
    limit: pageLimit,
  }),
  /** The oldest unread message that names me or answers something of mine. */
  'conversation.mention': v.strictObject({ conversation: conversationId }),
  'conversation.seen': v.strictObject({ conversation: conversationId, position }),
  /** Counts the newest message of another as unread again. What others were told of reading stays told. */
  'conversation.unsee': v.strictObject({ conversation: conversationId }),
  /**
   * Asks the other members to take this device out and in again, because something cannot be read: done by itself where
   * nothing can. Throws `conversation-ended`.
   */
  'conversation.askAgain': v.strictObject({ conversation: conversationId }),
  /** Takes a request: from now on the other learns what others learn. */
  'conversation.accept': v.strictObject({ conversation: conversationId }),
  /**
   * Takes the conversation with everything in it off this device. A room is left before, unless it was a request,
   * has stopped or has not come yet; somebody who writes again begins a new request.
   */
  'conversation.drop': v.strictObject({ conversation: conversationId }),
  /** How the list treats it; what is left out stays. `mutedUntil` is ms since 1970, null to hear of it again. */
  'conversation.mark': v.strictObject({
    conversation: conversationId,
    pinned: v.optional(v.boolean()),
    mutedUntil: v.optional(
      v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MUTED_FOR_GOOD))),
    ),
    archived: v.optional(v.boolean()),
  }),
} as const;

export interface ConversationValues {
  'conversation.open': ConversationView;
  'conversation.page': {
    readonly messages: readonly MessageView[];
    readonly more: boolean;
    readonly seen: number;
  };
  'conversation.around': {
    readonly messages: readonly MessageView[];
    /** Whether there are older rows, and newer ones. */
    readonly more: boolean;
    readonly newer: boolean;
    readonly seen: number;
  };
  'conversation.after': { readonly messages: readonly MessageView[]; readonly newer: boolean };
  /** Null where there is none. */
  'conversation.mention': MessageView | null;
  'conversation.seen': null;
  'conversation.unsee': null;
  'conversation.askAgain': null;
  'conversation.accept': null;
  'conversation.drop': null;
  'conversation.mark': ConversationView;
}
