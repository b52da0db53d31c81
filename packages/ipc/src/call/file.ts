// Files: sending, fetching, opening. Their bytes go beside this channel, under tickets that are good for one use.
import * as v from 'valibot';
import { conversationId, messageId, pageLimit, position } from '../argument.ts';
import {
  CAPTION_BYTES_MAX,
  FILE_BYTES_MAX,
  FILE_NAME_CHARS_MAX,
  THUMBNAIL_BYTES_MAX,
  WAVEFORM_VALUES_MAX,
} from '../limits.ts';
import type { MessageView } from '../view/message.ts';

const utf8 = new TextEncoder();

const caption = v.optional(
  v.pipe(
    v.string(),
    v.check((text) => utf8.encode(text).length <= CAPTION_BYTES_MAX, 'too long'),
  ),
  '',
);
const pixels = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));
/** A path as this computer writes it. */
const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));

/** What a page knows of a file that it wants to send. */
const fileOffer = v.strictObject({
  kind: v.picklist(['file', 'image', 'voice']),
  name: v.pipe(v.string(), v.maxLength(FILE_NAME_CHARS_MAX)),
  mediaType: v.pipe(v.string(), v.maxLength(128)),
  sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(FILE_BYTES_MAX)),
  width: v.optional(v.nullable(pixels), null),
  height: v.optional(v.nullable(pixels), null),
  durationMs: v.optional(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(86_400_000))),
    null,
  ),
  waveform: v.optional(
    v.pipe(
      v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255))),
      v.maxLength(WAVEFORM_VALUES_MAX),
    ),
    [],
  ),
  /** A data URL of PNG, JPEG or WebP. */
  thumbnail: v.optional(
    v.nullable(
      v.pipe(
        v.string(),
        v.maxLength(Math.ceil(THUMBNAIL_BYTES_MAX / 3) * 4 + 32),
        // RFC 4648 §4: fours, and padding only where the last four are not full.
        v.regex(
          /^data:image\/(?:png|jpeg|webp);base64,(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
        ),
      ),
    ),
    null,
  ),
});

export const FILE_CALLS = {
  /** Puts a file into the timeline, at once, and hands out the ticket under which its bytes are to follow. */
  'file.offer': v.strictObject({
    conversation: conversationId,
    file: fileOffer,
    caption,
    /** The message that it answers. */
    replyTo: v.optional(v.nullable(messageId), null),
  }),
  /** For the command: the same with a file of this computer. Resolves when it is encrypted. Refused to pages. */
  'file.sendPath': v.strictObject({ conversation: conversationId, path, caption }),
  /** Begins to fetch a file; events tell how far it is. One that is under way or here is left as it is. */
  'file.fetch': v.strictObject({ message: messageId }),
  /** Tries once more what failed: a download, or the upload of one's own file while its bytes are here. */
  'file.retry': v.strictObject({ message: messageId }),
  /** Ends an upload, and with it the message; or a download. */
  'file.cancel': v.strictObject({ message: messageId }),
  /** A ticket to read a file that is here. */
  'file.open': v.strictObject({ message: messageId }),
  /** For the command: fetches a file and writes it to a folder, or to a path that does not exist yet. Refused to pages. */
  'file.savePath': v.strictObject({ message: messageId, path }),
  /** Every file of a conversation, newest first. */
  'conversation.files': v.strictObject({
    conversation: conversationId,
    /** Messages with a position below this one; null: the newest. */
    before: v.nullable(position),
    limit: pageLimit,
  }),
} as const;

/** A single-use ticket, 64 hex digits, and what it opens. */
export interface TicketView {
  readonly ticket: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

export interface FileValues {
  'file.offer': { readonly message: MessageView; readonly ticket: string };
  'file.sendPath': MessageView;
  'file.fetch': null;
  'file.retry': null;
  'file.cancel': null;
  'file.open': TicketView;
  /** Where it was written. */
  'file.savePath': { readonly path: string };
  'conversation.files': { readonly messages: readonly MessageView[]; readonly more: boolean };
}
