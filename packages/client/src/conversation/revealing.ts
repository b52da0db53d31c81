// What may be seen of this device in a room.
import type { Account } from '../account/account.ts';
import type { RoomMember } from '../room/member.ts';
import type { Room } from '../room/room.ts';
import type { Contacts } from '../roster/contacts.ts';
import type { Pins } from '../roster/pins.ts';
import type { Conversations } from './conversations.ts';
import { suspects } from './conversation-view.ts';

export interface RevealingParts {
  readonly account: Account;
  readonly pins: Pins;
  readonly contacts: Contacts;
  readonly conversations: Conversations;
}

/** Whether the user takes part in a room's conversation: if not, nothing of this device is to be seen there. */
export function takesPart({ conversations }: RevealingParts, { record }: Room): boolean {
  return conversations.find(record.conversation)?.consented === true;
}

/** Whether somebody's word on the relay counts: not in a request, of who is blocked, or under a key that is not the pinned one. */
export function isHeard(parts: RevealingParts, room: Room, { userName, accountKey }: RoomMember): boolean {
  return (
    takesPart(parts, room) && !parts.contacts.isBlocked(userName) && parts.pins.isPinned(userName, accountKey)
  );
}

/** Nothing is revealed to strangers who still ask, to somebody blocked, or under a key that is to be judged. */
export function mayReveal(parts: RevealingParts, room: Room): boolean {
  const { peer } = room.record;
  const isHidden = !takesPart(parts, room) || (peer !== '' && parts.contacts.isBlocked(peer));
  return !isHidden && suspects(parts, room).length === 0;
}
