// The sentences of a conversation: room events, entries that cannot be read, delivery, states in which nothing can be sent.
import type { ConversationState, DeliveryState, RoomEvent, Verification } from '@hushroom/ipc';

/** A room event as a sentence. `actor` did it; both names read "you" or "You" for oneself. */
export function wordsForEvent(event: RoomEvent, actor: string, me: string): string {
  const who = actor === me ? 'You' : actor;
  switch (event.type) {
    case 'created':
      return `${who} made this room`;
    case 'added':
      return `${who} added ${event.userName === me ? 'you' : event.userName}`;
    case 'removed':
      return `${who} removed ${event.userName === me ? 'you' : event.userName}`;
    case 'left':
      return `${event.userName === me ? 'You' : event.userName} left`;
    case 'joined':
      return `${who} joined`;
  }
}

/** Stands in the list where a conversation has no message. */
export const NO_MESSAGES = 'No messages yet';

/** Why an entry of the timeline has no text. */
export function wordsForUnreadable(code: string): { readonly title: string; readonly help: string } {
  switch (code) {
    case 'identity-changed':
      return {
        title: 'Held back, because it came under a different key',
        help: 'You see it once you have looked at the warning in this conversation.',
      };
    case 'expired':
      return {
        title: 'A message expired at the relay before it came here',
        help: 'The relay keeps messages for a limited time. Ask for it to be sent again.',
      };
    case 'unknown-content':
      return { title: 'This kind of message is not known here', help: 'Update Hushroom to see it.' };
    case 'bad-content':
      return {
        title: 'A message makes no sense',
        help: 'The app of its sender made it wrongly. Nothing else is affected.',
      };
    default:
      return {
        title: 'A message could not be decrypted',
        help: `Ask for it to be sent again. Cause: ${code}.`,
      };
  }
}

/** What a delivery state means, said in full for the mark under a message. */
export const DELIVERY: Readonly<Record<DeliveryState, string>> = {
  queued: 'Waiting on this computer',
  relayed: 'At the relay',
  failed: 'Not sent',
  received: 'Received',
};

/** Why nothing can be written, for the states in which that is so; null where one can write. */
export function wordsForState(
  state: ConversationState,
): { readonly title: string; readonly help: string } | null {
  switch (state) {
    case 'active':
    case 'starting':
      return null;
    case 'removed':
      return { title: 'You were removed from this room', help: 'You can still read what you have.' };
    case 'left':
      return { title: 'You left', help: 'You can still read what you have.' };
    case 'stuck':
      return {
        title: 'The keys of this conversation no longer fit',
        help: 'Nothing can be read or sent here until someone removes you and adds you again.',
      };
  }
}

/** What a verification mark says. */
export const VERIFICATION: Readonly<Record<Verification, string>> = {
  verified: 'Verified',
  unverified: 'Not verified',
  changed: 'Key changed',
  'changed-verified': 'Key changed after you verified',
};
