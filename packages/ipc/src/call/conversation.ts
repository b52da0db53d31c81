// Conversations: opening them, reading them, marking them read.
import * as v from 'valibot';
import { conversationId, pageLimit, userName } from '../argument.ts';
import type { ConversationView } from '../view/conversation.ts';
import type { MessageView } from '../view/message.ts';

export const CONVERSATION_CALLS = {
  'conversation.open': v.strictObject({ userName }),
  'conversation.page': v.strictObject({
    conversation: conversationId,
    /** Messages with a position below this one; null: the newest. */
    before: v.nullable(v.number()),
    limit: pageLimit,
  }),
  /** The rows around a position: for a jump to a message in place. */
  'conversation.around': v.strictObject({
    conversation: conversationId,
    position: v.number(),
    limit: pageLimit,
  }),
  /** The oldest rows with a position above `after`: on from the end of a page that is not the newest. */
  'conversation.after': v.strictObject({
    conversation: conversationId,
    after: v.number(),
    limit: pageLimit,
  }),
  'conversation.seen': v.strictObject({ conversation: conversationId, position: v.number() }),
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
  'conversation.seen': null;
}
