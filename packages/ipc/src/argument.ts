// What the arguments of calls are made of. JSON only: ids are lower-case hex, times are ms since 1970.
import * as v from 'valibot';
import {
  DISAPPEAR_AFTER_SECONDS_MAX,
  NICKNAME_CHARS_MAX,
  PAGE_MESSAGES_MAX,
  PASSPHRASE_CHARS_MAX,
  PICTURE_BYTES_MAX,
  ROOM_NAME_CHARS_MAX,
  TEXT_BYTES_MAX,
} from './limits.ts';
import { isReaction } from './reaction.ts';

const utf8 = new TextEncoder();

export const nothing = v.strictObject({});
/** How many rows a page may have. */
export const pageLimit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAGE_MESSAGES_MAX));
/** A place in a conversation, whether or not a row stands there. */
export const position = v.pipe(v.number(), v.safeInteger());
/** A conversation's id: the id of the first room that carries it. */
export const conversationId = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
export const messageId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
export const userName = v.pipe(v.string(), v.regex(/^[a-z0-9._-]{2,32}$/));
export const passphrase = v.pipe(v.string(), v.minLength(1), v.maxLength(PASSPHRASE_CHARS_MAX));
/** A path as this computer writes it. */
export const filePath = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
/** As typed or pasted: the engine parses it and names what is wrong. */
export const relayAddress = v.pipe(v.string(), v.maxLength(400));
export const roomName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(ROOM_NAME_CHARS_MAX));
/** An image as base64; what is inside is for the engine to judge. */
export const pictureBase64 = v.pipe(
  v.string(),
  v.base64(),
  v.maxLength(4 * Math.ceil(PICTURE_BYTES_MAX / 3)),
);
export const disappearAfterSeconds = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.maxValue(DISAPPEAR_AFTER_SECONDS_MAX),
);
export const messageText = v.pipe(
  v.string(),
  v.check((text) => text.trim() !== '', 'empty'),
);
export const reaction = v.pipe(v.string(), v.check(isReaction, 'not one emoji'));
/** Whether a text is within {@link TEXT_BYTES_MAX}: checked by the engine too, which answers `message-too-long`. */
export function textFits(text: string): boolean {
  return utf8.encode(text).length <= TEXT_BYTES_MAX;
}
/** A safety number as people write it: 60 digits, spaces allowed between them. */
export const safetyDigits = v.pipe(
  v.string(),
  v.maxLength(200),
  v.transform((digits) => digits.replaceAll(/\s/g, '')),
);
/** What a scanner read; the engine says what is wrong with it. */
export const safetyCode = v.pipe(v.string(), v.maxLength(2000));
export const nickname = v.pipe(v.string(), v.trim(), v.maxLength(NICKNAME_CHARS_MAX));
