// What may be seen of this device in a room.
import type { Account } from '../account/account.ts';
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

/** Nothing is revealed to strangers who still ask, to somebody blocked, or under a key that is to be judged. */
export function mayReveal(parts: RevealingParts, room: Room): boolean {
  const { peer } = room.record;
  const isHidden = !takesPart(parts, room) || (peer !== '' && parts.contacts.isBlocked(peer));
  return !isHidden && suspects(parts, room).length === 0;
}
