// What stands inside an MLS application message (docs/protocol.md, "Content"). The frame around the part is readable by
// every version; a part of a kind that this version does not know is kept as what it is: something it cannot show.
import {
  decode,
  encode,
  fixed,
  opaque,
  struct,
  text,
  uint16,
  uint53,
  vector,
  type Codec,
} from '@hushroom/codec';
import { hash } from '@hushroom/wire';
import { TEXT_BYTES_MAX } from '@hushroom/ipc';

export const MESSAGE_ID_BYTES = 16;
/** A whole content, encoded: well below the longest entry. */
const PART_BYTES_MAX = 64 * 1024;
const EXTENSIONS_BYTES_MAX = 32 * 1024;

/** Numbers of the kinds of parts. All others are unknown to this version. */
const PART_KIND_TEXT = 1;

/** How far the sender has read the roster: two who see different rosters learn of it from any message. */
export interface RosterMark {
  readonly seq: number;
  /** The roster's tree hash at that size, 32 bytes. */
  readonly transcript: Uint8Array;
}

export type Part =
  | { readonly type: 'text'; readonly text: string }
  /** Sealed by a newer version. */
  | { readonly type: 'unknown'; readonly kind: number };

export interface Content {
  /** Random, 16 bytes; unique per sender. */
  readonly messageId: Uint8Array;
  /** The sender's claim, ms since 1970. */
  readonly sentAt: number;
  readonly roster: RosterMark;
  readonly part: Part;
}

interface Frame {
  readonly messageId: Uint8Array;
  readonly sentAt: number;
  readonly roster: RosterMark;
  readonly kind: number;
  readonly body: Uint8Array;
  /** Reply, expiry, mentions and what else newer versions add; what is not known here is not needed to show the part. */
  readonly extensions: readonly { readonly type: number; readonly data: Uint8Array }[];
}

const frame: Codec<Frame> = struct<Frame>({
  messageId: fixed(MESSAGE_ID_BYTES),
  sentAt: uint53,
  roster: struct<RosterMark>({ seq: uint53, transcript: hash }),
  kind: uint16,
  body: opaque(PART_BYTES_MAX),
  extensions: vector(
    struct<{ type: number; data: Uint8Array }>({ type: uint16, data: opaque(EXTENSIONS_BYTES_MAX) }),
    EXTENSIONS_BYTES_MAX,
  ),
});
const textBody = text(TEXT_BYTES_MAX);

/** Encodes a text message. Throws CodecError `too-long` above {@link TEXT_BYTES_MAX} bytes of text. */
export function encodeTextContent(content: Omit<Content, 'part'> & { readonly text: string }): Uint8Array {
  return encode(frame, {
    ...content,
    kind: PART_KIND_TEXT,
    body: encode(textBody, content.text),
    extensions: [],
  });
}

/** Decodes what a member sent. Throws CodecError for what no version would send. */
export function decodeContent(bytes: Uint8Array): Content {
  const { messageId, sentAt, roster, kind, body } = decode(frame, bytes);
  const part: Part =
    kind === PART_KIND_TEXT ? { type: 'text', text: decode(textBody, body) } : { type: 'unknown', kind };
  return { messageId, sentAt, roster, part };
}
