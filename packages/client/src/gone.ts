// What goes with what an event tells: a file of what is no longer in the timeline is kept neither here nor at the relay, and
// nobody waits for its message.
import type { EngineEvent } from '@hushroom/ipc';
import type { Core } from './core.ts';

export function forgetGone(
  { files, settlements, conversations }: Pick<Core, 'files' | 'settlements' | 'conversations'>,
  event: EngineEvent,
): void {
  if (event.type === 'messages-gone') {
    for (const id of event.ids) {
      files.forget(id);
      settlements.gone(id);
    }
  } else if (event.type === 'dropped') {
    settlements.lookAgain((id) => conversations.message(id) !== null);
  } else if (event.type === 'message' && event.message.body.type === 'deleted') {
    files.forget(event.message.id);
  }
}
