// What the engine says by itself. Each event replaces one view whole, so that applying one twice does no harm.
import type { AccountView } from './view/account.ts';
import type { ConnectionView } from './view/connection.ts';
import type { ConversationView } from './view/conversation.ts';
import type { TransferView } from './view/file.ts';
import type { MessageView } from './view/message.ts';
import type { PersonView } from './view/person.ts';
import type { SettingsView } from './view/settings.ts';

export type EngineEvent =
  | { readonly type: 'account'; readonly account: AccountView }
  | { readonly type: 'connection'; readonly connection: ConnectionView }
  | { readonly type: 'conversation'; readonly conversation: ConversationView }
  | { readonly type: 'person'; readonly person: PersonView }
  | { readonly type: 'message'; readonly message: MessageView }
  /** Rows that are no longer in a timeline. */
  | { readonly type: 'messages-gone'; readonly conversation: string; readonly ids: readonly string[] }
  /** A backup brought something into these, and may have moved what was there: ask again for what is on screen. */
  | { readonly type: 'imported'; readonly conversations: readonly string[] }
  /** Somebody is typing until then, ms since 1970 by this computer's clock; 0: no longer. */
  | {
      readonly type: 'typing';
      readonly conversation: string;
      readonly userName: string;
      readonly until: number;
    }
  /** Members, roles or their marks changed: ask for the members again if they are on screen. */
  | { readonly type: 'members'; readonly conversation: string }
  /** A conversation is no longer here. */
  | { readonly type: 'dropped'; readonly conversation: string }
  | { readonly type: 'settings'; readonly settings: SettingsView }
  /** The bytes of a message's file have come further: the rest of the message is as it was. */
  | {
      readonly type: 'transfer';
      readonly conversation: string;
      readonly message: string;
      readonly transfer: TransferView;
    }
  /** The database was found damaged: what can be read can be recovered. */
  | { readonly type: 'damaged' }
  | { readonly type: 'locked' };
