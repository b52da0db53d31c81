// After how long messages disappear in a conversation. Its room says so; what one has chosen last for a direct one is kept
// beside it, since its room is founded only with the first message, and perhaps again under another key.
import { decode, encode, uint32 } from '@hushroom/codec';
import { disappearAfterOf } from '../room/room-settings.ts';
import type { Rooms } from '../room/rooms.ts';
import type { Transaction } from '../storage.ts';

const SPACE = 'timer';

/** Seconds after which what is written in a conversation now disappears; 0: it stays. */
export function disappearAfterIn(transaction: Transaction, rooms: Rooms, conversation: string): number {
  const context = rooms.chosen(conversation)?.room.context ?? null;
  return context === null ? loadChosenTimer(transaction, conversation) : disappearAfterOf(context);
}

/** Seconds; 0 forgets it. */
export function saveChosenTimer(transaction: Transaction, conversation: string, seconds: number): void {
  if (seconds === 0) transaction.delete(SPACE, conversation);
  else transaction.put(SPACE, conversation, encode(uint32, seconds));
}

/** Seconds that were chosen last, which the next room of a direct conversation begins with; 0: none. */
export function loadChosenTimer(transaction: Transaction, conversation: string): number {
  const value = transaction.get(SPACE, conversation);
  return value === null ? 0 : decode(uint32, value);
}
