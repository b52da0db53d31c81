// Where one may write.
import type { ConversationView } from '@hushroom/ipc';

/** Whether something new can be said there: neither left, nor held by a changed key, nor a request that waits for an answer. */
export function isWritable({ state, request, notices }: ConversationView): boolean {
  // Whatever one does in a request would be seen by who asks, and would accept it without a word.
  if (request !== null || !['active', 'starting'].includes(state)) return false;
  return !notices.some(({ code }) => code.startsWith('identity-changed'));
}
