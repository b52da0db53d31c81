// The values that calls and events are made of. JSON only: ids are lower-case hex, times are ms since 1970.
import * as v from 'valibot';
import { PASSPHRASE_CHARS_MAX, ROOM_NAME_CHARS_MAX, TEXT_BYTES_MAX } from './limits.ts';

const utf8 = new TextEncoder();

/** A conversation's id: the id of the first room that carries it. */
export const conversationId = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
export const messageId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
export const userName = v.pipe(v.string(), v.regex(/^[a-z0-9._-]{2,32}$/));
export const passphrase = v.pipe(v.string(), v.minLength(1), v.maxLength(PASSPHRASE_CHARS_MAX));
/** As typed or pasted: the engine parses it and names what is wrong. */
export const relayAddress = v.pipe(v.string(), v.maxLength(400));
export const roomName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(ROOM_NAME_CHARS_MAX));
export const messageText = v.pipe(
  v.string(),
  v.check((text) => text.trim() !== '', 'empty'),
);
/** Whether a text is within {@link TEXT_BYTES_MAX}: checked by the engine too, which answers `message-too-long`. */
export function textFits(text: string): boolean {
  return utf8.encode(text).length <= TEXT_BYTES_MAX;
}
/** A safety number as people write it: 60 digits, spaces allowed between them. */
export const safetyDigits = v.pipe(
  v.string(),
  v.maxLength(200),
  v.transform((digits) => digits.replaceAll(/\s/g, '')),
);

/** How the engine stands towards its profile. */
export type Phase = 'new' | 'locked' | 'open';

export type ConnectionState = 'connecting' | 'online' | 'offline';

export interface ConnectionView {
  readonly state: ConnectionState;
  /** Why it is not online, as an error code; null while all is well or nothing is known. */
  readonly reason: string | null;
  readonly relayName: string;
  readonly relayAddress: string;
  /** Messages that wait for the relay. */
  readonly queued: number;
  /** When the next attempt is due, ms since 1970; null when online or not trying. */
  readonly retryAt: number | null;
}

export interface AccountView {
  readonly userName: string;
  readonly profile: string;
  /** Hex of the 32-byte fingerprint: also the seed of the avatar. */
  readonly fingerprint: string;
}

export type Verification =
  /** Pinned at first sight, never compared. */
  | 'unverified'
  | 'verified'
  /** Never verified, and the key is another now: a warning to acknowledge. */
  | 'changed'
  /** Verified, and the key is another now: the hard stop. */
  | 'changed-verified';

export interface PersonView {
  readonly userName: string;
  readonly online: boolean;
  readonly verification: Verification;
  /** Hex of the 32-byte fingerprint of the key that is pinned. */
  readonly fingerprint: string;
  readonly isMe: boolean;
  /** Someone without post-quantum key packages cannot be added: the reason as a code, else null. */
  readonly unreachable: string | null;
}

export interface SafetyView {
  readonly userName: string;
  readonly verification: Verification;
  /** 60 digits without spaces. */
  readonly digits: string;
  /** Twelve words: six for each account, in the order of the digits. */
  readonly words: readonly string[];
  /** What the QR code holds. */
  readonly qr: string;
}

export type ConversationKind = 'direct' | 'room';

export type ConversationState =
  | 'active'
  /** Made here, and not yet ordered by the relay. */
  | 'starting'
  /** An admin took me out: readable, nothing can be sent. */
  | 'removed'
  | 'left'
  /** My own copy of the room's keys no longer fits: nothing can be read or sent until someone adds me again. */
  | 'stuck';

/** What stops my sending, or is to be known before it. */
export type Notice =
  /** Hard stop: a verified person's key is another. */
  | { readonly code: 'identity-changed-verified'; readonly userName: string }
  /** A warning to acknowledge: an unverified person's key is another. */
  | { readonly code: 'identity-changed'; readonly userName: string }
  /** Member and relay show different histories. */
  | { readonly code: 'history-differs'; readonly userName: string }
  /** The relay signed two different histories. */
  | { readonly code: 'relay-forked' }
  /** A newer history is known to exist and does not come. */
  | { readonly code: 'messages-withheld' };

export interface ConversationView {
  readonly id: string;
  readonly kind: ConversationKind;
  /** A room's name; for a direct message the other's user name. */
  readonly title: string;
  readonly state: ConversationState;
  readonly memberCount: number;
  readonly unread: number;
  /** Newest entry of the timeline, for the list; null when there is none. */
  readonly last: { readonly from: string; readonly text: string; readonly at: number } | null;
  readonly notices: readonly Notice[];
  readonly iAmAdmin: boolean;
}

export interface MemberView {
  readonly userName: string;
  readonly role: 'admin' | 'member';
  readonly verification: Verification;
  readonly online: boolean;
  readonly isMe: boolean;
  /** "History agreed up to": when the newest entry was made that this member and I have both seen alike; null: none yet. */
  readonly agreedAt: number | null;
}

export type DeliveryState =
  /** Stored here, and not yet at the relay. */
  | 'queued'
  /** On the relay's disk. */
  | 'relayed'
  /** Could not be sent and will not be tried again by itself. */
  | 'failed'
  /** Someone else's. */
  | 'received';

export type RoomEvent =
  | { readonly type: 'created' }
  | { readonly type: 'added'; readonly userName: string }
  | { readonly type: 'removed'; readonly userName: string }
  | { readonly type: 'left'; readonly userName: string }
  | { readonly type: 'joined' };

export type MessageBody =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'event'; readonly event: RoomEvent }
  /** An entry that could not be read; `code` says why. */
  | { readonly type: 'unreadable'; readonly code: string };

export interface MessageView {
  readonly id: string;
  readonly conversation: string;
  /** User name of its author; of the acting admin for an event. */
  readonly from: string;
  readonly mine: boolean;
  readonly body: MessageBody;
  /** The author's claim, ms since 1970. */
  readonly sentAt: number;
  readonly state: DeliveryState;
  /** Why it failed, as a code, else null. */
  readonly reason: string | null;
  /** Place in the timeline: ascending, unique in its conversation; may rise once, when a queued message is ordered. */
  readonly position: number;
}

/** The account's side of "where is my data" and of the first page. */
export interface StatusView {
  readonly phase: Phase;
  readonly profile: string;
  /** The relay to offer on the first page; empty when none is known. */
  readonly suggestedRelay: string;
  /** Whether a keychain can hold this profile's key here. */
  readonly keychain: boolean;
  readonly version: string;
}

/** Everything that the main window shows before a conversation is opened. */
export interface Snapshot {
  readonly account: AccountView;
  readonly connection: ConnectionView;
  readonly conversations: readonly ConversationView[];
  readonly people: readonly PersonView[];
}
