// What stands inside an MLS application message (docs/protocol.md, "Content"). The frame around the part is readable by
// every version; a part of a kind that this version does not know is kept as what it is: something it cannot show.
import { decode, encode, fixed, opaque, struct, uint16, uint53, vector, type Codec } from '@hushroom/codec';
import { hash } from '@hushroom/wire';
import {
  decodeExtensions,
  encodeExtensions,
  EXTENSIONS_BYTES_MAX,
  NO_EXTENSIONS,
  type ContentExtensions,
  type RawExtension,
} from './extensions.ts';
import { decodePart, encodePart, type KnownPart, type Part } from './part.ts';
import type { RoomHead } from './room-head.ts';

export const MESSAGE_ID_BYTES = 16;
/** A whole content, encoded: well below the longest entry. */
const PART_BYTES_MAX = 64 * 1024;

/** How far the sender has read the roster: two who see different rosters learn of it from any message. */
export interface RosterMark {
  readonly seq: number;
  /** The roster's tree hash at that size, 32 bytes. */
  readonly transcript: Uint8Array;
}

export interface Content {
  /** Random, 16 bytes; unique per sender. */
  readonly messageId: Uint8Array;
  /** The sender's claim, ms since 1970. */
  readonly sentAt: number;
  readonly roster: RosterMark;
  readonly part: Part;
  readonly extensions: ContentExtensions;
}

interface Frame {
  readonly messageId: Uint8Array;
  readonly sentAt: number;
  readonly roster: RosterMark;
  readonly kind: number;
  readonly body: Uint8Array;
  readonly extensions: readonly RawExtension[];
}

const frame: Codec<Frame> = struct<Frame>({
  messageId: fixed(MESSAGE_ID_BYTES),
  sentAt: uint53,
  roster: struct<RosterMark>({ seq: uint53, transcript: hash }),
  kind: uint16,
  body: opaque(PART_BYTES_MAX),
  extensions: vector(
    struct<RawExtension>({ type: uint16, data: opaque(EXTENSIONS_BYTES_MAX) }),
    EXTENSIONS_BYTES_MAX,
  ),
});

export interface NewContent extends Omit<Content, 'part' | 'extensions'> {
  readonly part: KnownPart;
  /** None where left out. */
  readonly extensions?: ContentExtensions;
}

/** Encodes what this device says. Throws CodecError `too-long` above a part's maximum. */
export function encodeContent({ part, extensions = NO_EXTENSIONS, ...content }: NewContent): Uint8Array {
  return encode(frame, { ...content, ...encodePart(part), extensions: encodeExtensions(extensions) });
}

/** An encoded content of this device with heads of other rooms beside it. */
export function withHeads(content: Uint8Array, heads: readonly RoomHead[]): Uint8Array {
  if (heads.length === 0) return content;
  const plain = decode(frame, content);
  const extensions = encodeExtensions({ ...decodeExtensions(plain.extensions), heads });
  return encode(frame, { ...plain, extensions });
}

/** Decodes what a member sent. Throws CodecError for what no version would send. */
export function decodeContent(bytes: Uint8Array): Content {
  const { messageId, sentAt, roster, kind, body, extensions } = decode(frame, bytes);
  return {
    messageId,
    sentAt,
    roster,
    part: decodePart(kind, body),
    extensions: decodeExtensions(extensions),
  };
}
