// Conversations as lists and headers show them.
import type { MessageLine } from './message.ts';
import type { Verification } from './person.ts';

export type RoomKind = 'direct' | 'room';

export type ConversationKind =
  | RoomKind
  /** Old direct messages from a backup whose names are not those of this relay: nobody here is meant by them. */
  | 'past';

export type ConversationState =
  | 'active'
  /** Made here, and not yet ordered by the relay. */
  | 'starting'
  /** An admin took me out: readable, nothing can be sent. */
  | 'removed'
  | 'left'
  /** My own copy of the room's keys no longer fits: nothing can be read or sent until someone adds me again. */
  | 'stuck'
  /** Old messages from a backup: readable; there is no room here that carries them. */
  | 'imported';

/** What stops my sending, or is to be known before it. */
export type Notice =
  /** Hard stop: a verified person's key is another, or one that the user compared and found not to be theirs. */
  | { readonly code: 'identity-changed-verified'; readonly userName: string }
  /** A warning to acknowledge: an unverified person's key is another. */
  | { readonly code: 'identity-changed'; readonly userName: string }
  /** The key that is written to was compared, and is not theirs. */
  | { readonly code: 'key-differs'; readonly userName: string }
  /** Member and relay show different histories. */
  | { readonly code: 'history-differs'; readonly userName: string }
  /** The relay showed two different histories. */
  | { readonly code: 'relay-forked' }
  /** A newer history is known to exist and does not come. */
  | { readonly code: 'messages-withheld' };

export interface DraftView {
  readonly text: string;
  /** The message that it would answer. */
  readonly replyTo: string | null;
}

export interface LastView {
  /** Id of the message. */
  readonly id: string;
  readonly from: string;
  readonly mine: boolean;
  readonly line: MessageLine;
  /** Ms since 1970. */
  readonly at: number;
}

export interface ConversationView {
  readonly id: string;
  readonly kind: ConversationKind;
  /** A room's name; for direct messages the other's user name. */
  readonly title: string;
  readonly state: ConversationState;
  readonly memberCount: number;
  /** How many of the others in it are verified. */
  readonly verifiedCount: number;
  readonly unread: number;
  /** Whether something of others can count as unread again. */
  readonly canUnsee: boolean;
  /** Those of the unread that name me or answer something of mine. */
  readonly mentions: number;
  /** What was typed here and not sent; null: nothing. */
  readonly draft: DraftView | null;
  /** Newest entry of the timeline, for the list; null when there is none. */
  readonly last: LastView | null;
  readonly notices: readonly Notice[];
  readonly iAmAdmin: boolean;
  /** Names a room's picture, and changes with it; `room.picture` gives the image. Null: it has none. */
  readonly picture: string | null;
  /** Seconds after which messages disappear; 0: they stay. */
  readonly disappearAfterSeconds: number;
  /** Orders the list: when something last came or was written, ms since 1970. */
  readonly activeAt: number;
  readonly pinned: boolean;
  /** Until when nothing is to be said of new messages, ms since 1970; null: they are announced. */
  readonly mutedUntil: number | null;
  /** Put away; a new message brings it back, unless it is muted. */
  readonly archived: boolean;
  /** Somebody unknown began it: nothing is revealed to them before the user accepts or answers. Null once that is so. */
  readonly request: { readonly from: string } | null;
}

export interface PictureView {
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly base64: string;
}

export type Role = 'admin' | 'member';

export interface MemberView {
  readonly userName: string;
  readonly role: Role;
  readonly verification: Verification;
  readonly online: boolean;
  readonly isMe: boolean;
  /** "History agreed up to": when the newest entry was made that this member and I have both seen alike; null: none yet. */
  readonly agreedAt: number | null;
}
