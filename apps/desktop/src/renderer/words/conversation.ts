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

/** A room event for the conversation list; the engine gives the text of messages only. */
export const NO_MESSAGES = 'No messages yet';

/** Why an entry of the timeline has no text. */
export function wordsForUnreadable(code: string): { readonly title: string; readonly help: string } {
  switch (code) {
    case 'before-joining':
      return {
        title: 'Sent before you were here',
        help: 'Only those who were in the room then can read it.',
      };
    case 'too-late':
      return {
        title: 'A message came too late to be read',
        help: 'Its keys are gone. Ask for it to be sent again.',
      };
    case 'void':
      return { title: 'An invalid change to the room was refused', help: 'Nobody’s room was changed by it.' };
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
