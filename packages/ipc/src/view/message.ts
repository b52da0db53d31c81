// One row of a timeline.
import type { Role } from './conversation.ts';
import type { FileBody, FileKind } from './file.ts';

export type DeliveryState =
  /** Stored here, and not yet at the relay. */
  | 'queued'
  /** On the relay's disk. */
  | 'relayed'
  /** On a device of every other member. */
  | 'delivered'
  /** On the screen of every other member. */
  | 'read'
  /** Could not be sent and will not be tried again by itself. */
  | 'failed'
  /** Someone else's. */
  | 'received';

export type RoomEvent =
  | { readonly type: 'created' }
  | { readonly type: 'added'; readonly userName: string }
  | { readonly type: 'removed'; readonly userName: string }
  | { readonly type: 'left'; readonly userName: string }
  | { readonly type: 'joined' }
  | { readonly type: 'renamed'; readonly name: string }
  | { readonly type: 'pictureChanged' }
  | { readonly type: 'roleChanged'; readonly userName: string; readonly role: Role }
  /** Messages disappear after so many seconds; 0: they stay. */
  | { readonly type: 'timerChanged'; readonly seconds: number }
  /** For admins: a change of the room that everybody refuses, since its maker may not make it. Empty: by nobody known. */
  | { readonly type: 'changeRefused'; readonly userName: string }
  /** Somebody who could not read on was added again at their own request. */
  | { readonly type: 'readded'; readonly userName: string }
  /** They asked more often than is done without a word: an admin may remove and add them. */
  | { readonly type: 'readdHeld'; readonly userName: string };

export type MessageBody =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'event'; readonly event: RoomEvent }
  | FileBody
  /** Its author took it back: the words are gone here. */
  | { readonly type: 'deleted' }
  /** An entry that could not be read; `code` says why. */
  | { readonly type: 'unreadable'; readonly code: string };

/** A message on one line, where it is answered, listed or announced: a text's beginning, of a file what it is called. */
export type MessageLine =
  | Exclude<MessageBody, FileBody>
  | { readonly type: 'file'; readonly kind: FileKind; readonly name: string; readonly caption: string };

/** A user name in a text: `@` and the name stand at this place. */
export interface Mention {
  /** In UTF-16 units of the text. */
  readonly start: number;
  readonly userName: string;
}

/** What a message answers, as this profile has it: never what the answering side claims that it said. */
export interface ReplyView {
  readonly id: string;
  /** Null where the message is not here: it came before this device joined, or is gone. */
  readonly from: string | null;
  /** Null where the message is not here. */
  readonly line: MessageLine | null;
}

export interface ReactionView {
  readonly emoji: string;
  /** User names, in the order in which they reacted. */
  readonly from: readonly string[];
  readonly mine: boolean;
}

/** How many of the other members who were there have a message of mine, as far as they have said. */
export interface DeliveryView {
  readonly delivered: number;
  /** 0 while read receipts are off. */
  readonly read: number;
  readonly of: number;
}

/** The same for one member. Times are the relay's, ms since 1970; null where it is not so, or the time was forgotten. */
export interface MemberDeliveryView {
  readonly userName: string;
  readonly delivered: boolean;
  readonly deliveredAt: number | null;
  readonly read: boolean;
  readonly readAt: number | null;
}

export interface MessageView {
  readonly id: string;
  readonly conversation: string;
  /** User name of its author; of the acting admin for an event. */
  readonly from: string;
  readonly mine: boolean;
  readonly body: MessageBody;
  readonly replyTo: ReplyView | null;
  readonly mentions: readonly Mention[];
  /** It names me, or answers something of mine. */
  readonly mentionsMe: boolean;
  /** Written by its author before, perhaps by someone else, and passed on. */
  readonly forwarded: boolean;
  /** In the order in which each was first used. */
  readonly reactions: readonly ReactionView[];
  /** When its author last changed it, the author's claim; null: never. */
  readonly editedAt: number | null;
  /** It disappears so many seconds after it was first on screen; 0: it stays. */
  readonly disappearAfterSeconds: number;
  /** When it goes from here, ms since 1970; null where it stays, or its time has not begun. */
  readonly expiresAt: number | null;
  /** The author's claim, ms since 1970. */
  readonly sentAt: number;
  readonly state: DeliveryState;
  /** Of my own messages once they stand in the log; null where there is nobody else. */
  readonly delivery: DeliveryView | null;
  /** Why it failed, or why the relay does not take it yet, as a code; else null. */
  readonly reason: string | null;
  /** Place in the timeline: ascending, unique in its conversation; may rise once, when a queued message is ordered. */
  readonly position: number;
}
