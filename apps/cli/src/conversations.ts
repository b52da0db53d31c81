// Finding the conversation that the command line names.
import type { ConversationView } from '@hushroom/ipc';
import { CallError } from '@hushroom/engine-node';
import { CommandError } from './command.ts';
import type { Watch } from './watch.ts';

/** The room of that id or name. Rooms that I am no longer in count only where no other has the name. */
export function findRoom(watch: Watch, room: string): ConversationView {
  const rooms = watch.conversations.filter(({ kind }) => kind === 'room');
  const byId = rooms.find(({ id }) => id === room);
  if (byId !== undefined) return byId;
  const named = rooms.filter(({ title }) => title === room);
  const live = named.filter(({ state }) => state !== 'removed' && state !== 'left');
  const [found, another] = live.length > 0 ? live : named;
  if (found === undefined) throw new CallError({ code: 'unknown-conversation' });
  if (another !== undefined) throw new CommandError('room-ambiguous', room);
  return found;
}

/** The direct message with that person, if there is one. Throws `unknown-person` for a name not on the roster. */
export function findDirect(watch: Watch, userName: string): ConversationView | null {
  const known = watch.people.some((person) => person.userName === userName);
  if (!known) throw new CallError({ code: 'unknown-person' });
  return watch.conversations.find(({ kind, title }) => kind === 'direct' && title === userName) ?? null;
}
