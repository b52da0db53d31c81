// How one is done with a conversation: a room that one takes part in is left, everything else is deleted.
import type { ConversationView } from '@hushroom/ipc';

/** What the list and the panel of a room offer last. */
export function endingOf({ kind, state, request }: ConversationView): 'leave' | 'drop' {
  return kind === 'room' && request === null && state === 'active' ? 'leave' : 'drop';
}
