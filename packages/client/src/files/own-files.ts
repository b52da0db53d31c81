// Files that one sends: offered, encrypted, brought to the relay. Each has its message in the timeline, which goes out once
// the relay has the file. Where either fails for good, the encrypted bytes stay, and it can be tried again.
import { FILE_HEADER_BYTES } from '@hushroom/crypto';
import type { ErrorCode } from '@hushroom/ipc';
import { TOKEN_BYTES } from '@hushroom/wire';
import { MESSAGE_ID_BYTES } from '../content/content.ts';
import { consent } from '../conversation/consent.ts';
import { NO_MARKS } from '../conversation/message-marks.ts';
import { messageRowId, recordOf, rowOf, type FileRecord } from '../conversation/message-record.ts';
import { appendWaiting, failWaiting } from '../conversation/timeline.ts';
import { EngineError } from '../engine-error.ts';
import type { Transaction } from '../storage.ts';
import { findFile, knownFile } from './file-record.ts';
import type { FilesEvents, FilesParts } from './files-parts.ts';
import { newAttachment, type Beside, type Description } from './offered-file.ts';
import { sealFile } from './sealing.ts';
import {
  deleteUpload,
  loadUpload,
  loadUploads,
  saveKept,
  saveStoredBlob,
  saveUpload,
  type UploadRecord,
} from './transfer-record.ts';
import type { TransferParts } from './transfer-parts.ts';
import { Uploads, type Upload } from './uploads.ts';

export interface OwnFilesEvents extends FilesEvents {
  /** Nothing of a row's file is needed any more. */
  forget(id: string): void;
}

export class OwnFiles {
  readonly #parts: FilesParts;
  readonly #transfers: TransferParts;
  readonly #events: OwnFilesEvents;
  readonly #uploads: Uploads;

  constructor(parts: FilesParts, transfers: TransferParts, events: OwnFilesEvents) {
    this.#parts = parts;
    this.#transfers = transfers;
    this.#events = events;
    this.#uploads = new Uploads(transfers, {
      onStored: (upload) => {
        this.#stored(upload);
      },
      onFailed: ({ id }, reason) => {
        this.#fail(id, reason);
      },
    });
  }

  /** Takes up what an earlier run left. */
  load(): void {
    const { storage } = this.#parts;
    for (const [id, { isSealed, deleteToken }] of storage.transaction(loadUploads)) {
      const record = findFile(storage, id);
      if (record === null) this.#events.forget(id);
      // What was not read to its end cannot be read on: whoever had the bytes is gone.
      else if (!isSealed) this.lose(id, 'file-interrupted');
      else if (record.failure === null) {
        this.#uploads.add({ id, deleteToken, attachment: record.body.attachment });
      }
    }
  }

  onConnected(): void {
    this.#uploads.onConnected();
  }

  onLost(): void {
    this.#uploads.onLost();
  }

  stop(): void {
    this.#uploads.stop();
  }

  /** Puts a message with a file into the timeline; returns its id. Its bytes are to follow through {@link take}. */
  begin(conversation: string, description: Description, beside: Beside): string {
    const { storage, random, account, clock } = this.#parts;
    const { caption, replyTo, forwarded } = beside;
    this.#events.checkSendable(conversation, replyTo);
    const expiry = this.#events.expiryIn(conversation);
    const messageId = random(MESSAGE_ID_BYTES);
    const id = messageRowId(account.accountKey, messageId);
    const attachment = newAttachment(random, description, caption);
    storage.transaction((transaction) => {
      // Whoever sends takes part, with a file as with words.
      consent(transaction, conversation);
      saveUpload(transaction, id, {
        conversation,
        messageId,
        deleteToken: random(TOKEN_BYTES),
        isSealed: false,
      });
      appendWaiting(transaction, {
        id,
        conversation,
        author: { userName: account.userName, accountKey: account.accountKey, pinned: true },
        mine: true,
        sentAt: clock.now(),
        body: { type: 'file', attachment },
        marks: { ...NO_MARKS, replyTo, forwarded, expiry },
        failure: null,
      });
    });
    this.#transfers.board.enter(id, 'preparing', { done: 0, total: attachment.sizeBytes });
    return id;
  }

  /** Encrypts the bytes of an offered file; its upload follows. Rejects with `file-interrupted`, `disk-full`, `file-cancelled`. */
  async take(id: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const { files, storage, random } = this.#parts;
    const { attachment } = knownFile(storage, id).body;
    try {
      const hash = await sealFile(files.store, id, {
        attachment,
        header: random(FILE_HEADER_BYTES),
        bytes: this.#unlessCancelled(id, bytes),
        onProgress: (done) => {
          this.#transfers.board.move(id, done);
        },
      });
      const deleteToken = storage.transaction((transaction) => {
        const upload = loadUpload(transaction, id);
        const row = transaction.message(id);
        if (upload === null || row === null) throw new EngineError('file-cancelled');
        const body = { type: 'file' as const, attachment: { ...attachment, hash } };
        transaction.putMessage(rowOf({ ...recordOf(row), body }));
        saveUpload(transaction, id, { ...upload, isSealed: true });
        saveKept(transaction, id);
        return upload.deleteToken;
      });
      this.#uploads.add({ id, attachment: { ...attachment, hash }, deleteToken });
    } catch (error) {
      // Whatever went wrong with the bytes, their message waits for them in vain.
      const known =
        error instanceof EngineError ? error : new EngineError('file-interrupted', null, { cause: error });
      this.lose(id, known.code);
      throw known;
    }
  }

  /** Whether a message that failed can be tried again: its bytes are here. */
  canRetry(transaction: Transaction, record: FileRecord): boolean {
    return failedUpload(transaction, record) !== null;
  }

  /** Brings a file that failed to the relay once more. Throws `file-not-here`, and where nothing may be sent now. */
  retry(id: string): void {
    const { storage } = this.#parts;
    const record = knownFile(storage, id);
    this.#events.checkSendable(record.conversation, null);
    const upload = storage.transaction((transaction) => {
      const failed = failedUpload(transaction, record);
      if (failed !== null) transaction.putMessage(rowOf({ ...record, failure: null }));
      return failed;
    });
    if (upload === null) throw new EngineError('file-not-here');
    this.#uploads.add({ id, attachment: record.body.attachment, deleteToken: upload.deleteToken });
    this.#events.onMessage(id);
  }

  /** Ends an upload and fails its message; nothing if the relay has the file. */
  cancel(id: string): void {
    if (this.isUploading(id)) this.lose(id, 'file-cancelled');
  }

  /** Ends an upload without a word. */
  drop(id: string): void {
    this.#uploads.drop(id);
  }

  /** Fails a message whose bytes are gone, or not wanted any more. */
  lose(id: string, reason: ErrorCode): void {
    this.#events.forget(id);
    this.#fail(id, reason);
  }

  /** Whether a message still waits for its file to be at the relay. */
  isPending(transaction: Transaction, id: string): boolean {
    return loadUpload(transaction, id) !== null;
  }

  isUploading(id: string): boolean {
    return this.#parts.storage.transaction((transaction) => this.isPending(transaction, id));
  }

  #stored({ id, attachment, deleteToken }: Upload): void {
    const { storage } = this.#parts;
    const record = findFile(storage, id);
    if (record === null) {
      this.#events.forget(id);
      return;
    }
    const done = storage.transaction((transaction) => {
      const upload = loadUpload(transaction, id);
      deleteUpload(transaction, id);
      saveStoredBlob(transaction, id, { blobId: attachment.blobId, deleteToken });
      return upload === null ? null : this.#events.queue(transaction, record, upload.messageId);
    });
    this.#transfers.board.end(id, 'here');
    done?.();
  }

  #fail(id: string, reason: ErrorCode): void {
    this.#transfers.board.drop(id);
    this.#parts.storage.transaction((transaction) => failWaiting(transaction, id, reason));
    this.#events.onMessage(id);
  }

  async *#unlessCancelled(id: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      if (!this.isUploading(id)) throw new EngineError('file-cancelled');
      yield chunk;
    }
  }
}

/** The upload that a message that failed would go on with; null where its bytes never were here whole, or are gone. */
function failedUpload(transaction: Transaction, { id, failure }: FileRecord): UploadRecord | null {
  const upload = failure === null ? null : loadUpload(transaction, id);
  return upload?.isSealed === true ? upload : null;
}
