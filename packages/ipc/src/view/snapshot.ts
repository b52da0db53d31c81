// The whole window before a conversation is opened.
import type { AccountView } from './account.ts';
import type { ConnectionView } from './connection.ts';
import type { ConversationView } from './conversation.ts';
import type { PersonView } from './person.ts';
import type { SettingsView } from './settings.ts';

/** Everything that the main window shows before a conversation is opened. */
export interface Snapshot {
  readonly account: AccountView;
  readonly connection: ConnectionView;
  readonly conversations: readonly ConversationView[];
  readonly people: readonly PersonView[];
  readonly settings: SettingsView;
  /** The database was found damaged since the profile was opened. */
  readonly isDamaged: boolean;
}
