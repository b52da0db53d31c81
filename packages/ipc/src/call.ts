// Every call that a page or the command can make of the engine: the schema of its arguments and the type of its value.
import type * as v from 'valibot';
import { ALARM_CALLS, type AlarmValues } from './call/alarm.ts';
import { BACKUP_CALLS, type BackupValues } from './call/backup.ts';
import { CONNECTION_CALLS, type ConnectionValues } from './call/connection.ts';
import { CONVERSATION_CALLS, type ConversationValues } from './call/conversation.ts';
import { DRAFT_CALLS, type DraftValues } from './call/draft.ts';
import { FILE_CALLS, type FileValues } from './call/file.ts';
import { MESSAGE_CALLS, type MessageValues } from './call/message.ts';
import { PERSON_CALLS, type PersonValues } from './call/person.ts';
import { PROFILE_CALLS, type ProfileValues } from './call/profile.ts';
import { ROOM_CALLS, type RoomValues } from './call/room.ts';
import { SEARCH_CALLS, type SearchValues } from './call/search.ts';
import { SETTINGS_CALLS, type SettingsValues } from './call/settings.ts';
import { TYPING_CALLS, type TypingValues } from './call/typing.ts';

/** Arguments of each call. Unknown fields are refused. */
export const CALLS = {
  ...PROFILE_CALLS,
  ...ALARM_CALLS,
  ...BACKUP_CALLS,
  ...CONNECTION_CALLS,
  ...CONVERSATION_CALLS,
  ...DRAFT_CALLS,
  ...MESSAGE_CALLS,
  ...ROOM_CALLS,
  ...PERSON_CALLS,
  ...FILE_CALLS,
  ...SEARCH_CALLS,
  ...SETTINGS_CALLS,
  ...TYPING_CALLS,
} as const;

export type CallName = keyof typeof CALLS;
export type CallInput<N extends CallName> = v.InferInput<(typeof CALLS)[N]>;
export type CallArgs<N extends CallName> = v.InferOutput<(typeof CALLS)[N]>;

/** Calls that name paths of this computer: for the command, and refused to pages. */
export const LOCAL_CALLS: ReadonlySet<CallName> = new Set<CallName>([
  'file.sendPath',
  'file.savePath',
  'backup.exportPath',
  'backup.importPath',
]);

/** What each call resolves to. */
export interface CallValues
  extends
    ProfileValues,
    AlarmValues,
    BackupValues,
    ConnectionValues,
    ConversationValues,
    DraftValues,
    MessageValues,
    RoomValues,
    PersonValues,
    FileValues,
    SearchValues,
    SettingsValues,
    TypingValues {}
