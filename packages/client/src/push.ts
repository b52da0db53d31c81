// What the relay says by itself, handed to who keeps it. What is about a room that is not here is about nothing.
import type { Push } from '@hushroom/wire';
import { toHex } from './hex.ts';
import type { Inbox } from './room/inbox.ts';
import type { Rooms } from './room/rooms.ts';
import type { RosterSync } from './roster/roster-sync.ts';
import type { Typing } from './typing/typing.ts';

export interface PushTakers {
  readonly rooms: Rooms;
  readonly inbox: Inbox;
  readonly rosterSync: RosterSync;
  readonly typing: Typing;
}

/** Throws what taking it throws: a head that is forged, a disk that is full. */
export function takePush(push: Push, { rooms, inbox, rosterSync, typing }: PushTakers): void {
  switch (push.type) {
    case 'entry':
      rooms.get(toHex(push.logId))?.onEntry(push.entry);
      return;
    case 'ended':
      rooms.get(toHex(push.logId))?.onEnded();
      return;
    case 'head':
      if (!rosterSync.onHead(push)) rooms.get(toHex(push.logId))?.onHead(push);
      return;
    case 'inbox':
      inbox.onItem(push);
      return;
    case 'roster':
      rosterSync.onEntry(push);
      return;
    case 'presence':
      rosterSync.onPresence(push.userName, push.presence);
      return;
    case 'ephemeral': {
      const driver = rooms.get(toHex(push.logId));
      if (driver !== null) typing.take(driver.room, push.payload);
      return;
    }
    case 'closing':
      return;
  }
}
