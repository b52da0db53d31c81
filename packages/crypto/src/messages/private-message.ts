// PrivateMessage and the structures sealed inside it (RFC 9420 §6.3).
import { Reader, Writer, fixed, struct, uint32, uint64, type Codec } from '@hushroom/codec';
import type { LeafIndex } from '../tree/math.ts';
import {
  authDataCodec,
  bodyCodecs,
  contentTypeCodec,
  type AuthData,
  type Content,
  type ContentType,
} from './framed-content.ts';
import { bytes } from './vector.ts';

/** The fields that are in the clear. */
export interface PrivateMessageHeader {
  readonly groupId: Uint8Array;
  readonly epoch: bigint;
  readonly contentType: ContentType;
  readonly authenticatedData: Uint8Array;
}

export interface PrivateMessage extends PrivateMessageHeader {
  readonly encryptedSenderData: Uint8Array;
  readonly ciphertext: Uint8Array;
}

const headerFields = {
  groupId: bytes,
  epoch: uint64,
  contentType: contentTypeCodec,
  authenticatedData: bytes,
};

export const privateMessageCodec = struct<PrivateMessage>({
  ...headerFields,
  encryptedSenderData: bytes,
  ciphertext: bytes,
});

/** PrivateContentAAD. */
export const privateContentAadCodec = struct<PrivateMessageHeader>(headerFields);

/** SenderDataAAD: the header without the authenticated data. */
export const senderDataAadCodec = struct<Omit<PrivateMessageHeader, 'authenticatedData'>>({
  groupId: bytes,
  epoch: uint64,
  contentType: contentTypeCodec,
});

/** Where to find the key of one private message. */
export interface SenderData {
  readonly leafIndex: LeafIndex;
  readonly generation: number;
  /** 4 random bytes that go into the nonce. */
  readonly reuseGuard: Uint8Array;
}

/** Bytes of the reuse guard (RFC 9420 §6.3.1). */
export const REUSE_GUARD_BYTES = 4;

export const senderDataCodec = struct<SenderData>({
  leafIndex: uint32 as Codec<LeafIndex>,
  generation: uint32,
  reuseGuard: fixed(REUSE_GUARD_BYTES),
});

/** A private message's plaintext. */
export interface PrivateMessageContent {
  readonly content: Content;
  readonly auth: AuthData;
}

/** Encodes PrivateMessageContent, padded with zeros to at least `padTo` bytes. */
export function encodePrivateMessageContent(
  { content, auth }: PrivateMessageContent,
  padTo: number,
): Uint8Array {
  const writer = new Writer();
  writeBody(writer, content);
  authDataCodec(content.type).write(writer, auth);
  const unpadded = writer.finish();
  if (unpadded.length >= padTo) return unpadded;
  const padded = new Uint8Array(padTo);
  padded.set(unpadded);
  return padded;
}

/** Decodes PrivateMessageContent of a given type; `null` if the padding holds anything but zeros. */
export function decodePrivateMessageContent(
  plaintext: Uint8Array,
  contentType: ContentType,
): PrivateMessageContent | null {
  const reader = new Reader(plaintext);
  const content = readBody(reader, contentType);
  const auth = authDataCodec(contentType).read(reader);
  for (let at = reader.position; at < plaintext.length; at++) {
    // RFC 9420 §6.3.1: padding that is not all zero makes the message malformed.
    if (plaintext[at] !== 0) return null;
  }
  return { content, auth };
}

function writeBody(writer: Writer, content: Content): void {
  if (content.type === 'application') bodyCodecs.application.write(writer, content);
  else if (content.type === 'proposal') bodyCodecs.proposal.write(writer, content);
  else bodyCodecs.commit.write(writer, content);
}

function readBody(reader: Reader, type: ContentType): Content {
  if (type === 'application') return { type, ...bodyCodecs.application.read(reader) };
  if (type === 'proposal') return { type, ...bodyCodecs.proposal.read(reader) };
  return { type, ...bodyCodecs.commit.read(reader) };
}
