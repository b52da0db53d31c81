// What files work with, and whom they tell.
import type { TransferView } from '@hushroom/ipc';
import type { Account } from '../account/account.ts';
import type { Random } from '../clock.ts';
import type { Expiry } from '../conversation/message-marks.ts';
import type { FileRecord } from '../conversation/message-record.ts';
import type { Storage, Transaction } from '../storage.ts';
import type { BlobTransport } from './blob-transport.ts';
import type { FileStore, LocalFiles } from './file-store.ts';
import type { TransferParts } from './transfer-parts.ts';

/** What the shell of the engine passes in for files. */
export interface FileParts {
  readonly store: FileStore;
  readonly local: LocalFiles;
  readonly transport: BlobTransport;
}

export interface FilesParts extends Pick<TransferParts, 'session' | 'relay' | 'clock'> {
  readonly files: FileParts;
  readonly storage: Storage;
  readonly random: Random;
  readonly account: Account;
}

export interface FilesEvents {
  /** Throws where nothing may be sent in a conversation, or what is answered is not there. */
  checkSendable(conversation: string, replyTo: string | null): void;
  /** How a message that is written in a conversation now disappears. */
  expiryIn(conversation: string): Expiry | null;
  onTransfer(message: string, transfer: TransferView): void;
  /** A message stands in the timeline another way than before. */
  onMessage(message: string): void;
  /** The relay has the file: its message can go. Called in a transaction; what it returns is called once it is durable. */
  queue(transaction: Transaction, record: FileRecord, messageId: Uint8Array): () => void;
  onFault(error: unknown): void;
}
