// The engine: everything between a profile's storage, one relay, and the calls of a page or the command.
export { type Account } from './account/account.ts';
export { type AccountSeeds } from './account/new-account.ts';
export {
  isRefused,
  parseRelayAddress,
  register,
  type RegistrationInput,
  type RegistrationParts,
} from './account/registration.ts';
export { checkEvidence, type Contradiction, type EvidenceVerdict } from './alarm/evidence.ts';
export type { Clock, Random } from './clock.ts';
export type { EngineCall } from './calls/handlers.ts';
export { Engine, type EngineImport, type EngineParts } from './engine.ts';
export { checkHistory } from './history/check-history.ts';
export type { ImportCounts } from './history/history-import.ts';
export {
  decodeHistoryItem,
  encodeHistoryItem,
  ITEM_BYTES_MAX,
  type HistoryItem,
} from './history/history-item.ts';
export { salvageHistory, type SalvageSources } from './history/salvage-history.ts';
export { EngineError } from './engine-error.ts';
export { fold } from './search/fold.ts';
export { type RowQuery, type RowsFound } from './search/row-search.ts';
export type { BlobPiece, BlobTransport } from './files/blob-transport.ts';
export type { FileStore, FileWriter, LocalFile, LocalFiles } from './files/file-store.ts';
export type { FileParts } from './files/files-parts.ts';
export { Tickets, type FileTicket } from './files/tickets.ts';
export { MemoryFileStore, MemoryLocalFiles } from './memory-files.ts';
export { MemoryDisk, MemoryStorage } from './memory-storage.ts';
export type { MessageRow, Storage, Transaction } from './storage.ts';
export {
  type Connection,
  type ConnectionEvents,
  type Transport,
  TransportError,
  type TransportErrorCode,
} from './transport.ts';
