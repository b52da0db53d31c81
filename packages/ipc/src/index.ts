// The one schema between a page or the command and the engine. Values are JSON; bytes, keys and ciphertext never cross.
export { CALLS, type CallArgs, type CallInput, type CallName, type CallValues } from './call.ts';
export type { ErrorCode } from './error.ts';
export type { EngineEvent } from './event.ts';
export { Guard, type Verdict } from './guard.ts';
export {
  CALLS_IN_FLIGHT_MAX,
  MESSAGE_BYTES_MAX,
  PAGE_MESSAGES_MAX,
  PASSPHRASE_CHARS_MAX,
  ROOM_NAME_CHARS_MAX,
  TEXT_BYTES_MAX,
} from './limits.ts';
export {
  parseCall,
  type CallMessage,
  type EngineMessage,
  type ErrorView,
  type EventMessage,
  type HushroomApi,
  type ParsedCall,
  type ResultMessage,
} from './message.ts';
export {
  textFits,
  type AccountView,
  type ConnectionState,
  type ConnectionView,
  type ConversationKind,
  type ConversationState,
  type ConversationView,
  type DeliveryState,
  type MemberView,
  type MessageBody,
  type MessageView,
  type Notice,
  type PersonView,
  type Phase,
  type RoomEvent,
  type SafetyView,
  type Snapshot,
  type StatusView,
  type Verification,
} from './value.ts';
