// Messages: writing them, and waiting for them.
import * as v from 'valibot';
import { conversationId, messageId, messageText, pageLimit } from '../argument.ts';
import type { MessageView } from '../view/message.ts';

export const MESSAGE_CALLS = {
  'message.send': v.strictObject({ conversation: conversationId, text: messageText }),
  /** Resolves when a message was stored by the relay, failed for good, or was refused for now (queued, with a reason). */
  'message.settled': v.strictObject({ message: messageId }),
  /** For the command: messages that this profile has not printed yet, oldest first, marked printed. */
  'printed.take': v.strictObject({ conversation: v.nullable(conversationId), limit: pageLimit }),
} as const;

export interface MessageValues {
  'message.send': MessageView;
  'message.settled': MessageView;
  'printed.take': readonly MessageView[];
}
