// Messages from outside, before anything in them is believed.
import { CryptoError } from '../errors.ts';
import type { ContentType } from '../messages/framed-content.ts';
import { mlsMessageCodec, type MlsMessage } from '../messages/mls-message.ts';
import { parse } from '../messages/parse.ts';

/** Decodes an MLSMessage. Throws `malformed`. */
export function parseMlsMessage(message: Uint8Array): MlsMessage {
  return parse(mlsMessageCodec, message);
}

/** What a message to a group shows to everyone, none of it proven before the message is processed. */
export interface Envelope {
  readonly wireFormat: 'publicMessage' | 'privateMessage';
  readonly groupId: Uint8Array;
  readonly epoch: bigint;
  readonly contentType: ContentType;
  readonly authenticatedData: Uint8Array;
}

/** Reads the clear part of a message to a group. Throws `malformed`, or `wrong-wire-format` for other messages. */
export function readEnvelope(message: Uint8Array): Envelope {
  const decoded = parseMlsMessage(message);
  if (decoded.type === 'privateMessage') {
    const { groupId, epoch, contentType, authenticatedData } = decoded.privateMessage;
    return { wireFormat: decoded.type, groupId, epoch, contentType, authenticatedData };
  }
  if (decoded.type === 'publicMessage') {
    const { groupId, epoch, content, authenticatedData } = decoded.publicMessage.framed;
    return { wireFormat: decoded.type, groupId, epoch, contentType: content.type, authenticatedData };
  }
  throw new CryptoError('wrong-wire-format', decoded.type);
}
