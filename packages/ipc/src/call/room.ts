// Rooms: who is in them, who may change them, and what they are called.
import * as v from 'valibot';
import { conversationId, disappearAfterSeconds, pictureBase64, roomName, userName } from '../argument.ts';
import type { ConversationView, MemberView, PictureView } from '../view/conversation.ts';

export const ROOM_CALLS = {
  'room.create': v.strictObject({ name: roomName }),
  'room.add': v.strictObject({ conversation: conversationId, userName }),
  'room.remove': v.strictObject({ conversation: conversationId, userName }),
  'room.members': v.strictObject({ conversation: conversationId }),
  /** Throws `last-admin` where nobody else who is an admin could go on with the room. */
  'room.leave': v.strictObject({ conversation: conversationId }),
  'room.rename': v.strictObject({ conversation: conversationId, name: roomName }),
  /** A small image (PNG, JPEG or WebP, at most {@link PICTURE_BYTES_MAX} bytes) in base64; null takes it away. */
  'room.setPicture': v.strictObject({ conversation: conversationId, base64: v.nullable(pictureBase64) }),
  'room.picture': v.strictObject({ conversation: conversationId }),
  'room.role': v.strictObject({
    conversation: conversationId,
    userName,
    role: v.picklist(['admin', 'member']),
  }),
  /** Works in direct messages too, once something was written in them. */
  'room.settings': v.strictObject({ conversation: conversationId, disappearAfterSeconds }),
} as const;

export interface RoomValues {
  'room.create': ConversationView;
  'room.add': null;
  'room.remove': null;
  'room.members': readonly MemberView[];
  'room.leave': null;
  'room.rename': null;
  'room.setPicture': null;
  'room.picture': PictureView | null;
  'room.role': null;
  'room.settings': null;
}
