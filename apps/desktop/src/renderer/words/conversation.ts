// Which sentence of the catalogue an entry or a state of a conversation gets.
import type { ConversationView } from '@hushroom/ipc';
import { words } from './words.ts';

interface Told {
  readonly title: string;
  readonly help: string;
  /** For somebody who helps. */
  readonly detail?: string;
  /** Whether asking the others to be let in again may help. */
  readonly canAsk?: boolean;
}

/** Why an entry of the timeline has no text. */
export function wordsForUnreadable(code: string): Told {
  const say = words.conversation.unreadable;
  switch (code) {
    case 'identity-changed':
      return say.identityChanged;
    case 'expired':
      return say.expired;
    case 'unknown-content':
      return say.unknownContent;
    case 'bad-content':
      return say.badContent;
    case 'row-damaged':
      return say.rowDamaged;
    default:
      return { ...say.other, detail: words.general.errorCode(code), canAsk: true };
  }
}

/** Why nothing can be written, for the states in which that is so; null where one can write. */
export function wordsForState({ kind, state }: Pick<ConversationView, 'kind' | 'state'>): Told | null {
  if (state === 'active' || state === 'starting') return null;
  const say = words.conversation.ended;
  if (state !== 'imported') return say[state];
  return { room: say.imported, past: say.past, direct: say.nobody }[kind];
}

/** How many are in a room and, while one can write to them, how many of the others are verified. */
export function wordsForMembers({
  memberCount,
  verifiedCount,
  state,
}: Pick<ConversationView, 'memberCount' | 'verifiedCount' | 'state'>): string {
  const say = words.conversation;
  // Who was in it is not known here.
  if (state === 'imported') return say.ended.imported.title;
  const members = say.members(memberCount);
  if (state !== 'active') return members;
  return memberCount === 1 ? say.onlyYou : `${members} · ${say.verified(verifiedCount, memberCount - 1)}`;
}
