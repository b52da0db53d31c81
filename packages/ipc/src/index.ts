// The one schema between a page or the command and the engine. Values are JSON; bytes, keys and ciphertext never cross.
export { CALLS, LOCAL_CALLS, type CallArgs, type CallInput, type CallName, type CallValues } from './call.ts';
export { parseSettings, type SettingsChange } from './call/settings.ts';
export type { ErrorCode } from './error.ts';
export {
  EVIDENCE_FORMAT,
  EVIDENCE_VERSION,
  parseEvidence,
  type Evidence,
  type EvidenceClaim,
  type EvidenceHead,
} from './evidence.ts';
export type { EngineEvent } from './event.ts';
export { Guard, type Verdict } from './guard.ts';
export {
  CALLS_IN_FLIGHT_MAX,
  IDLE_LOCK_MINUTES_MAX,
  CAPTION_BYTES_MAX,
  FILE_BYTES_MAX,
  FILE_NAME_CHARS_MAX,
  DISAPPEAR_AFTER_SECONDS_MAX,
  DRAFT_CHARS_MAX,
  FORWARDS_MAX,
  MENTIONS_MAX,
  MESSAGE_BYTES_MAX,
  MUTED_FOR_GOOD,
  NICKNAME_CHARS_MAX,
  PAGE_MESSAGES_MAX,
  PASSPHRASE_CHARS_MAX,
  PICTURE_BYTES_MAX,
  REACTION_BYTES_MAX,
  ROOM_NAME_CHARS_MAX,
  SEARCH_CHARS_MAX,
  TEXT_BYTES_MAX,
  TEXT_SIZE_MAX,
  TEXT_SIZE_MIN,
  THUMBNAIL_BYTES_MAX,
  WAVEFORM_VALUES_MAX,
} from './limits.ts';
export {
  parseCall,
  type CallMessage,
  type ChannelState,
  type EngineMessage,
  type ErrorView,
  type EventMessage,
  type HushroomApi,
  type ParsedCall,
  type ResultMessage,
  type ShellRequest,
} from './message.ts';
export { type FileValues, type TicketView } from './call/file.ts';
export { textFits } from './argument.ts';
export {
  endsNotification,
  notificationOf,
  type NotificationCircumstances,
  type NotificationText,
  type NotificationWords,
} from './notification.ts';
export { isReaction } from './reaction.ts';
export type { AlarmView } from './view/alarm.ts';
export type { AccountView, OpenersView, Phase, ProfileView, ShellView, StatusView } from './view/account.ts';
export type { ConnectionState, ConnectionView } from './view/connection.ts';
export type {
  ConversationKind,
  ConversationState,
  ConversationView,
  DraftView,
  LastView,
  MemberView,
  Notice,
  PictureView,
  Role,
  RoomKind,
} from './view/conversation.ts';
export type { FileBody, FileKind, FileView, TransferState, TransferView } from './view/file.ts';
export type {
  DeliveryState,
  DeliveryView,
  MemberDeliveryView,
  Mention,
  MessageBody,
  MessageLine,
  MessageView,
  ReactionView,
  ReplyView,
  RoomEvent,
} from './view/message.ts';
export type { PersonView, SafetyView, ScanVerdict, ScanView, Verification } from './view/person.ts';
export type { ExcerptView, SearchHit } from './view/search.ts';
export {
  DEFAULT_SETTINGS,
  type LookView,
  type NotificationContent,
  type SettingsView,
  type ThemeSetting,
} from './view/settings.ts';
export type { BackupView, DataPart, DataView } from './view/profile.ts';
export type { Snapshot } from './view/snapshot.ts';
