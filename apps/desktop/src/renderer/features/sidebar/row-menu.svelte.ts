// What can be done with a conversation from its row in the list. One menu for all rows: it is at the one that asked for it.
import {
  MUTED_FOR_GOOD,
  type CallArgs,
  type CallName,
  type ConversationView,
  type ErrorView,
} from '@hushroom/ipc';
import type { Place } from '../../session/place.svelte.ts';
import type { Session } from '../../session/session.svelte.ts';
import type { Anchor } from '../../ui/anchor.ts';
import { endingOf } from '../room/ending.ts';

/** For how long one can mute, seconds. */
export const MUTE_SECONDS = [3_600, 28_800, 86_400, 604_800] as const;

export type RowAction =
  | 'markRead'
  | 'markUnread'
  | 'pin'
  | 'unpin'
  | 'muteAsk'
  | 'unmute'
  | 'archive'
  | 'unarchive'
  | 'leave'
  | 'drop';

export interface OpenMenu {
  readonly conversation: string;
  readonly anchor: Anchor;
  /** Muting asks for how long. */
  readonly page: 'actions' | 'mute';
}

/** What a row can be asked for, in the order of the menu. `now` is in ms since 1970. */
export function rowActions(view: ConversationView, now: number): readonly RowAction[] {
  const { request, unread, canUnsee, pinned, mutedUntil, archived } = view;
  const end = endingOf(view);
  // What somebody unknown sent is accepted or deleted first.
  if (request !== null) return [end];
  const read = unread > 0 ? (['markRead'] as const) : canUnsee ? (['markUnread'] as const) : [];
  const isMuted = mutedUntil !== null && mutedUntil > now;
  return [
    ...read,
    pinned ? 'unpin' : 'pin',
    isMuted ? 'unmute' : 'muteAsk',
    archived ? 'unarchive' : 'archive',
    end,
  ];
}

export class RowMenu {
  readonly #session: Session;
  readonly #place: Place;
  open = $state.raw<OpenMenu | null>(null);
  /** What is asked about before it is done. */
  asked = $state.raw<{ readonly kind: 'leave' | 'drop'; readonly conversation: string } | null>(null);
  /** Why the last thing that was tried did not work. */
  problem = $state.raw<ErrorView | null>(null);

  constructor(session: Session, place: Place) {
    this.#session = session;
    this.#place = place;
  }

  show(conversation: string, anchor: Anchor): void {
    this.open = { conversation, anchor, page: 'actions' };
  }

  async act(action: RowAction, { conversation, anchor }: OpenMenu): Promise<void> {
    switch (action) {
      case 'markRead':
        // The engine takes it for the newest that there is.
        return this.#call('conversation.seen', { conversation, position: Number.MAX_SAFE_INTEGER });
      case 'markUnread':
        // What is on screen would be seen again at once.
        if (this.#place.conversation === conversation) this.#place.close();
        await this.#call('conversation.unsee', { conversation });
        this.#session.forgetTimeline(conversation);
        return;
      case 'pin':
      case 'unpin':
        return this.#mark(conversation, { pinned: action === 'pin' });
      case 'archive':
      case 'unarchive':
        return this.#mark(conversation, { archived: action === 'archive' });
      case 'unmute':
        return this.#mark(conversation, { mutedUntil: null });
      case 'muteAsk':
        this.open = { conversation, anchor, page: 'mute' };
        return;
      case 'leave':
      case 'drop':
        this.asked = { kind: action, conversation };
        return;
    }
  }

  /** Says nothing of a conversation for so many seconds; null: until that is taken back. */
  async mute(conversation: string, seconds: number | null, now: number): Promise<void> {
    const mutedUntil = seconds === null ? MUTED_FOR_GOOD : now + seconds * 1000;
    await this.#mark(conversation, { mutedUntil });
  }

  async #mark(
    conversation: string,
    marks: Omit<CallArgs<'conversation.mark'>, 'conversation'>,
  ): Promise<void> {
    await this.#call('conversation.mark', { conversation, ...marks });
  }

  async #call<N extends CallName>(name: N, args: CallArgs<N>): Promise<void> {
    const result = await this.#session.api.call(name, args);
    this.problem = result.ok ? null : result.error;
  }
}
