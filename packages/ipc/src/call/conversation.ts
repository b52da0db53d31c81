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
  'conversation.seen': v.strictObject({ conversation: conversationId, position: v.number() }),
} as const;

export interface ConversationValues {
  'conversation.open': ConversationView;
  'conversation.page': {
    readonly messages: readonly MessageView[];
    readonly more: boolean;
    readonly seen: number;
  };
  'conversation.seen': null;
}
