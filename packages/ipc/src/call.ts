// Every call that a page or the command can make of the engine: the schema of its arguments and the type of its value.
import * as v from 'valibot';
import { PAGE_MESSAGES_MAX } from './limits.ts';
import {
  conversationId,
  messageId,
  messageText,
  passphrase,
  relayAddress,
  roomName,
  safetyDigits,
  userName,
  type ConversationView,
  type MemberView,
  type MessageView,
  type SafetyView,
  type Snapshot,
  type StatusView,
} from './value.ts';

const nothing = v.strictObject({});

/** Arguments of each call. Unknown fields are refused. */
export const CALLS = {
  /** Which page to show first. */
  status: nothing,
  /** First page: makes the profile, registers at the relay. Resolves when the account exists and everything is saved. */
  register: v.strictObject({
    relay: relayAddress,
    userName: v.pipe(v.string(), v.maxLength(200)),
    passphrase: v.nullable(passphrase),
    inviteCode: v.optional(v.pipe(v.string(), v.maxLength(64)), ''),
  }),
  /** Opens the profile. With null the keychain must hold its key. */
  unlock: v.strictObject({ passphrase: v.nullable(passphrase) }),
  lock: nothing,
  /** The whole window, and the revision that events count on from. */
  subscribe: nothing,
  'conversation.open': v.strictObject({ userName }),
  'conversation.page': v.strictObject({
    conversation: conversationId,
    /** Messages with a position below this one; null: the newest. */
    before: v.nullable(v.number()),
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAGE_MESSAGES_MAX)),
  }),
  'conversation.seen': v.strictObject({ conversation: conversationId, position: v.number() }),
  'message.send': v.strictObject({ conversation: conversationId, text: messageText }),
  'room.create': v.strictObject({ name: roomName }),
  'room.add': v.strictObject({ conversation: conversationId, userName }),
  'room.remove': v.strictObject({ conversation: conversationId, userName }),
  'room.members': v.strictObject({ conversation: conversationId }),
  'room.leave': v.strictObject({ conversation: conversationId }),
  'person.safety': v.strictObject({ userName }),
  /** Marks verified if the digits are right, else `safety-number-differs`. */
  'person.verify': v.strictObject({ userName, digits: safetyDigits }),
  'person.unverify': v.strictObject({ userName }),
  /** Takes a changed key for what it is: the person is unverified again. */
  'person.acceptChange': v.strictObject({ userName }),
  /** For the command: messages that this profile has not printed yet, oldest first, marked printed. */
  'printed.take': v.strictObject({
    conversation: v.nullable(conversationId),
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAGE_MESSAGES_MAX)),
  }),
  /** Resolves when a message was stored by the relay, or failed for good. */
  'message.settled': v.strictObject({ message: messageId }),
} as const;

export type CallName = keyof typeof CALLS;
export type CallInput<N extends CallName> = v.InferInput<(typeof CALLS)[N]>;
export type CallArgs<N extends CallName> = v.InferOutput<(typeof CALLS)[N]>;

/** What each call resolves to. */
export interface CallValues {
  status: StatusView;
  register: null;
  unlock: null;
  lock: null;
  subscribe: { readonly rev: number; readonly snapshot: Snapshot };
  'conversation.open': ConversationView;
  'conversation.page': {
    readonly messages: readonly MessageView[];
    readonly more: boolean;
    readonly seen: number;
  };
  'conversation.seen': null;
  'message.send': MessageView;
  'room.create': ConversationView;
  'room.add': null;
  'room.remove': null;
  'room.members': readonly MemberView[];
  'room.leave': null;
  'person.safety': SafetyView;
  'person.verify': null;
  'person.unverify': null;
  'person.acceptChange': null;
  'printed.take': readonly MessageView[];
  'message.settled': MessageView;
}
