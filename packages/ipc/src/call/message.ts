// Messages: writing them, changing them, and waiting for them.
import * as v from 'valibot';
import { conversationId, messageId, messageText, pageLimit, reaction, userName } from '../argument.ts';
import { FORWARDS_MAX, MENTIONS_MAX } from '../limits.ts';
import type { MemberDeliveryView, MessageView } from '../view/message.ts';

const mentions = v.pipe(
  v.array(v.strictObject({ start: v.pipe(v.number(), v.integer(), v.minValue(0)), userName })),
  v.maxLength(MENTIONS_MAX),
);

export const MESSAGE_CALLS = {
  'message.send': v.strictObject({
    conversation: conversationId,
    text: messageText,
    replyTo: v.exactOptional(messageId),
    /** Those at whose place the text has `@` and the name; others are left out. */
    mentions: v.exactOptional(mentions),
  }),
  /** One's own, for a day: `not-author`, `edit-too-late`. */
  'message.edit': v.strictObject({
    message: messageId,
    text: messageText,
    mentions: v.exactOptional(mentions),
  }),
  /** For everyone only one's own; for oneself any row. */
  'message.delete': v.strictObject({ message: messageId, forEveryone: v.boolean() }),
  /** Puts a reaction to a message, or takes it back. */
  'message.react': v.strictObject({ message: messageId, emoji: reaction, on: v.boolean() }),
  /** Says the same again elsewhere, marked as forwarded. */
  'message.forward': v.strictObject({
    message: messageId,
    conversations: v.pipe(v.array(conversationId), v.minLength(1), v.maxLength(FORWARDS_MAX)),
  }),
  /** Who of the others has one of my messages, and since when. */
  'message.info': v.strictObject({ message: messageId }),
  /** Resolves when a message was stored by the relay, failed for good, or was refused for now (queued, with a reason). */
  'message.settled': v.strictObject({ message: messageId }),
  /** For the command: messages that this profile has not printed yet, oldest first, marked printed. */
  'printed.take': v.strictObject({ conversation: v.nullable(conversationId), limit: pageLimit }),
} as const;

export interface MessageValues {
  'message.send': MessageView;
  'message.edit': MessageView;
  'message.delete': null;
  'message.react': MessageView;
  'message.forward': readonly MessageView[];
  'message.info': {
    readonly members: readonly MemberDeliveryView[];
    /** Whether each member says by itself what has come; else, in large rooms, only what they write shows it. */
    readonly everyoneTells: boolean;
  };
  'message.settled': MessageView;
  'printed.take': readonly MessageView[];
}
