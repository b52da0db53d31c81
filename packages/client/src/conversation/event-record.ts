// Events of a room as rows of the timeline keep them.
import { enumeration, select, struct, text, uint53, uint8, type Codec } from '@hushroom/codec';
import { userName } from '@hushroom/wire';
import { ROOM_NAME_CHARS_MAX, type Role, type RoomEvent } from '@hushroom/ipc';

/** A character of a name takes at most three bytes of UTF-8 per UTF-16 unit. */
const NAME_BYTES_MAX = 3 * ROOM_NAME_CHARS_MAX;

const nothing = struct<object>({});
const somebody = struct<{ readonly userName: string }>({ userName });

export const roomEvent: Codec<RoomEvent> = select<{
  created: object;
  added: { readonly userName: string };
  removed: { readonly userName: string };
  left: { readonly userName: string };
  joined: object;
  renamed: { readonly name: string };
  pictureChanged: object;
  roleChanged: { readonly userName: string; readonly role: Role };
  timerChanged: { readonly seconds: number };
  changeRefused: { readonly userName: string };
  readded: { readonly userName: string };
  readdHeld: { readonly userName: string };
}>(uint8, {
  created: [1, nothing],
  added: [2, somebody],
  removed: [3, somebody],
  left: [4, somebody],
  joined: [5, nothing],
  renamed: [6, struct<{ readonly name: string }>({ name: text(NAME_BYTES_MAX) })],
  pictureChanged: [7, nothing],
  roleChanged: [
    8,
    struct<{ readonly userName: string; readonly role: Role }>({
      userName,
      role: enumeration(uint8, { admin: 1, member: 2 }),
    }),
  ],
  timerChanged: [9, struct<{ readonly seconds: number }>({ seconds: uint53 })],
  changeRefused: [10, somebody],
  readded: [11, somebody],
  readdHeld: [12, somebody],
});
