// Whether someone is there, and whether they can be reached at all.
import type { PersonView } from '@hushroom/ipc';
import { words } from './words.ts';

type Presence = Pick<PersonView, 'online' | 'unreachable'>;

export function hasLeft({ unreachable }: Presence): boolean {
  return unreachable === 'account-deleted';
}

export function wordsForPresence(person: Presence): string {
  if (hasLeft(person)) return words.people.deleted;
  return person.online ? words.general.online : words.general.offline;
}

/** What stands beside somebody who cannot be added; empty where they can. */
export function wordsForUnreachable(person: Presence): string {
  if (hasLeft(person)) return words.people.deleted;
  return person.unreachable === null ? '' : words.people.notReachable;
}
