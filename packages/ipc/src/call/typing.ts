// Telling the others in a conversation that one is typing.
import * as v from 'valibot';
import { conversationId } from '../argument.ts';

export const TYPING_CALLS = {
  /** May be called with every key: the engine tells at most every few seconds, and nothing where it is switched off. */
  'typing.tell': v.strictObject({ conversation: conversationId, isTyping: v.boolean() }),
} as const;

export interface TypingValues {
  'typing.tell': null;
}
