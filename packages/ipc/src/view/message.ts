// One row of a timeline.
import type { Role } from './conversation.ts';

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
  | { readonly type: 'joined' }
  | { readonly type: 'renamed'; readonly name: string }
  | { readonly type: 'pictureChanged' }
  | { readonly type: 'roleChanged'; readonly userName: string; readonly role: Role }
  /** Messages disappear after so many seconds; 0: they stay. */
  | { readonly type: 'timerChanged'; readonly seconds: number };

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
  /** Why it failed, or why the relay does not take it yet, as a code; else null. */
  readonly reason: string | null;
  /** Place in the timeline: ascending, unique in its conversation; may rise once, when a queued message is ordered. */
  readonly position: number;
}
