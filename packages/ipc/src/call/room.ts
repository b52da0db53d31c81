// Rooms: who is in them.
import * as v from 'valibot';
import { conversationId, roomName, userName } from '../argument.ts';
import type { ConversationView, MemberView } from '../view/conversation.ts';

export const ROOM_CALLS = {
  'room.create': v.strictObject({ name: roomName }),
  'room.add': v.strictObject({ conversation: conversationId, userName }),
  'room.remove': v.strictObject({ conversation: conversationId, userName }),
  'room.members': v.strictObject({ conversation: conversationId }),
  'room.leave': v.strictObject({ conversation: conversationId }),
} as const;

export interface RoomValues {
  'room.create': ConversationView;
  'room.add': null;
  'room.remove': null;
  'room.members': readonly MemberView[];
  'room.leave': null;
}
