// Files of the profile: what one sends, what one fetches, and what is shown of both. A message with a file goes out once
// the relay has the file; until then it stands in the timeline and waits.
import { FILE_HEADER_BYTES } from '@hushroom/crypto';
import type { ErrorCode, FileView, TransferView } from '@hushroom/ipc';
import { TOKEN_BYTES } from '@hushroom/wire';
import { MESSAGE_ID_BYTES } from '../content/content.ts';
import { consent } from '../conversation/consent.ts';
import { NO_MARKS } from '../conversation/message-marks.ts';
import { messageRowId, recordOf, rowOf, type FileRecord } from '../conversation/message-record.ts';
import { appendWaiting, failWaiting } from '../conversation/timeline.ts';
import { EngineError } from '../engine-error.ts';
import type { Transaction } from '../storage.ts';
import { Board } from './board.ts';
import { deleteDoomedBlobs } from './doomed-blobs.ts';
import { Downloads } from './downloads.ts';
import { safeFileName } from './file-name.ts';
import { fileRecordIn } from './file-record.ts';
import type { LocalFile } from './file-store.ts';
import { fileView, safeMediaType } from './file-view.ts';
import type { FilesEvents, FilesParts } from './files-parts.ts';
import { describe, newAttachment, type Beside, type Description, type FileOffer } from './offered-file.ts';
import { openFile, sealFile } from './sealing.ts';
import { Tickets, type FileTicket } from './tickets.ts';
import {
  deleteDownload,
  deleteUpload,
  forgetTransfers,
  isKept,
  loadDownloads,
  loadUpload,
  loadUploads,
  saveDownload,
  saveKept,
  saveStoredBlob,
  saveUpload,
} from './transfer-record.ts';
import type { TransferParts } from './transfer-parts.ts';
import { Uploads, type Upload } from './uploads.ts';

export class Files {
  readonly tickets: Tickets;
  readonly #parts: FilesParts;
  readonly #events: FilesEvents;
  readonly #board: Board;
  readonly #uploads: Uploads;
  readonly #downloads: Downloads;
  /** Rows whose bytes are being read and encrypted. */
  readonly #preparing = new Set<string>();
  readonly #settled = new Map<string, (() => void)[]>();

  constructor(parts: FilesParts, events: FilesEvents) {
    const { files, session, clock, address, random } = parts;
    this.#parts = parts;
    this.#events = events;
    this.tickets = new Tickets(clock, random);
    this.#board = new Board(clock, (id, view) => {
      events.onTransfer(id, view);
    });
    const { store, transport } = files;
    const transfers: TransferParts = { store, transport, session, address, clock, board: this.#board };
    this.#uploads = new Uploads(transfers, {
      onStored: (upload) => {
        this.#stored(upload);
      },
      onFailed: ({ id }, reason) => {
        this.#failMessage(id, reason);
      },
    });
    this.#downloads = new Downloads(transfers, {
      onHere: ({ id }) => {
        parts.storage.transaction((transaction) => {
          deleteDownload(transaction, id);
          saveKept(transaction, id);
        });
        this.#board.end(id, 'here');
        this.#settle(id);
      },
      onFailed: ({ id }, reason) => {
        parts.storage.transaction((transaction) => {
          deleteDownload(transaction, id);
        });
        this.#board.fail(id, reason);
        this.#settle(id);
      },
    });
  }

  /** Takes up what an earlier run left. */
  load(): void {
    const { storage } = this.#parts;
    const { uploads, downloads } = storage.transaction((transaction) => ({
      uploads: loadUploads(transaction),
      downloads: loadDownloads(transaction),
    }));
    for (const [id, { isSealed, deleteToken }] of uploads) {
      const record = this.#find(id);
      if (record === null) this.forget(id);
      // What was not read to its end cannot be read on: whoever had the bytes is gone.
      else if (!isSealed) this.#failMessage(id, 'file-interrupted');
      else this.#uploads.add({ id, deleteToken, attachment: record.body.attachment });
    }
    for (const id of downloads) {
      const record = this.#find(id);
      if (record === null) this.forget(id);
      else this.#downloads.add({ id, attachment: record.body.attachment });
    }
  }

  onConnected(): void {
    this.#uploads.onConnected();
    this.#downloads.onConnected();
    deleteDoomedBlobs(this.#parts).catch((error: unknown) => {
      this.#events.onFault(error);
    });
  }

  onLost(): void {
    this.#uploads.onLost();
    this.#downloads.onLost();
  }

  stop(): void {
    this.tickets.stop();
    this.#uploads.stop();
    this.#downloads.stop();
    this.#board.stop();
  }

  /** Puts a message with a file into the timeline; returns its id. Its bytes are to follow through {@link take}. */
  offer(conversation: string, file: FileOffer, beside: Beside): string {
    return this.#begin(conversation, describe(file), beside);
  }

  #begin(conversation: string, description: Description, beside: Beside): string {
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
    this.#board.enter(id, 'preparing', { done: 0, total: attachment.sizeBytes });
    return id;
  }

  /** A ticket to bring the bytes of an offered file. Unused, the message fails. */
  ticketIn(id: string, sizeBytes: number): string {
    const take = (bytes: AsyncIterable<Uint8Array>): Promise<void> => this.take(id, bytes);
    return this.tickets.issue({ direction: 'in', sizeBytes, take }, () => {
      this.#failMessage(id, 'file-interrupted');
    });
  }

  /** A ticket to read a file. Throws `unknown-message`, `file-not-here`. */
  ticketOut(id: string): { readonly ticket: string } & Pick<FileView, 'name' | 'mediaType' | 'sizeBytes'> {
    const { name, mediaType, sizeBytes, kind } = this.#record(id).body.attachment;
    const out: FileTicket = {
      direction: 'out',
      name: safeFileName(name),
      mediaType: safeMediaType(mediaType),
      sizeBytes,
      kind,
      read: () => this.read(id),
    };
    this.#checkKept(id);
    return { ticket: this.tickets.issue(out), name: out.name, mediaType: out.mediaType, sizeBytes };
  }

  /** Encrypts the bytes of an offered file; its upload follows. Rejects with `file-interrupted`, `disk-full`, `file-cancelled`. */
  async take(id: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const { files, storage, random } = this.#parts;
    const { attachment } = this.#record(id).body;
    this.#preparing.add(id);
    try {
      const hash = await sealFile(files.store, id, {
        attachment,
        header: random(FILE_HEADER_BYTES),
        bytes: this.#unlessCancelled(id, bytes),
        onProgress: (done) => {
          this.#board.move(id, done);
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
      this.#failMessage(id, known.code);
      throw known;
    } finally {
      this.#preparing.delete(id);
    }
  }

  /** Begins to fetch a file. Throws `unknown-message`. */
  fetch(id: string): void {
    const { storage } = this.#parts;
    const record = this.#record(id);
    if (record.mine) return;
    const isHere = storage.transaction((transaction) => {
      if (isKept(transaction, id)) return true;
      saveDownload(transaction, id);
      return false;
    });
    if (!isHere) this.#downloads.add({ id, attachment: record.body.attachment });
  }

  /** Resolves when a file that was asked for is here. Rejects with why it cannot be, with `offline` without a connection. */
  async fetched(id: string): Promise<void> {
    const { storage, session } = this.#parts;
    if (storage.transaction((transaction) => isKept(transaction, id))) return;
    if (session.state !== 'online') throw new EngineError('offline');
    this.fetch(id);
    await new Promise<void>((resolve) => {
      this.#settled.set(id, [...(this.#settled.get(id) ?? []), resolve]);
    });
    const reason = this.#board.get(id)?.reason ?? null;
    if (reason !== null) throw new EngineError(reason);
    this.#checkKept(id);
  }

  /** Ends an upload and fails its message, or ends a download. Throws `unknown-message`. */
  async cancel(id: string): Promise<void> {
    const { storage } = this.#parts;
    const record = this.#record(id);
    if (record.mine) {
      if (this.isUploading(id)) this.#failMessage(id, 'file-cancelled');
      return;
    }
    if (this.#board.get(id)?.state !== 'downloading') return;
    storage.transaction((transaction) => {
      deleteDownload(transaction, id);
    });
    await this.#downloads.drop(id);
    await this.#parts.files.store.remove(id);
    this.#board.end(id, 'remote');
    this.#settle(id);
  }

  /** The bytes of a file that is here. */
  read(id: string): AsyncIterable<Uint8Array> {
    const { attachment } = this.#record(id).body;
    this.#checkKept(id);
    return openFile(this.#parts.files.store, id, attachment);
  }

  /** Opens a file of the user's own. Throws `file-unreadable`. */
  openLocal(path: string): Promise<LocalFile> {
    return this.#parts.files.local.open(path);
  }

  /** Writes a file that is here to a path of the user's; returns where. Throws as {@link LocalFiles.save}. */
  save(id: string, path: string): Promise<string> {
    const { name } = this.#record(id).body.attachment;
    return this.#parts.files.local.save(path, safeFileName(name), this.read(id));
  }

  /** Sends a file that is here once more, as a file of its own: new key, new blob. Returns the message's id. */
  forward(id: string, conversation: string): string {
    const { body, marks } = this.#record(id);
    if (marks.expiry !== null) throw new EngineError('not-forwardable');
    const { attachment } = body;
    const bytes = this.read(id);
    const beside = { caption: attachment.caption, replyTo: null, forwarded: true };
    const forwarded = this.#begin(conversation, attachment, beside);
    this.take(forwarded, bytes).catch(() => undefined);
    return forwarded;
  }

  /** Whether a message still waits for its file to be at the relay. */
  isPending(transaction: Transaction, id: string): boolean {
    return loadUpload(transaction, id) !== null;
  }

  view(transaction: Transaction, { id, mine, failure, body }: FileRecord): FileView {
    return fileView(body.attachment, this.#board.get(id) ?? this.#atRest(transaction, id, mine, failure));
  }

  /** Forgets all of a row's file, here and at the relay if it is one's own. */
  forget(id: string): void {
    const { storage, files } = this.#parts;
    const upload = storage.transaction((transaction) => {
      const found = loadUpload(transaction, id);
      const record = fileRecordIn(transaction, id);
      const blobId = record?.body.attachment.blobId;
      const isStarted = found?.isSealed === true && blobId !== undefined;
      forgetTransfers(transaction, id, isStarted ? { blobId, deleteToken: found.deleteToken } : null);
      return found;
    });
    if (upload !== null) this.#uploads.drop(id);
    this.#board.drop(id);
    this.#downloads
      .drop(id)
      .then(() => files.store.remove(id))
      .then(() => deleteDoomedBlobs(this.#parts))
      .catch((error: unknown) => {
        this.#events.onFault(error);
      });
  }

  #stored({ id, attachment, deleteToken }: Upload): void {
    const { storage } = this.#parts;
    const record = this.#find(id);
    if (record === null) {
      this.forget(id);
      return;
    }
    const done = storage.transaction((transaction) => {
      const upload = loadUpload(transaction, id);
      deleteUpload(transaction, id);
      saveStoredBlob(transaction, id, { blobId: attachment.blobId, deleteToken });
      return upload === null ? null : this.#events.queue(transaction, record, upload.messageId);
    });
    this.#board.end(id, 'here');
    done?.();
  }

  #failMessage(id: string, reason: ErrorCode): void {
    this.forget(id);
    this.#parts.storage.transaction((transaction) => failWaiting(transaction, id, reason));
    this.#events.onMessage(id);
  }

  async *#unlessCancelled(id: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      if (!this.isUploading(id)) throw new EngineError('file-cancelled');
      yield chunk;
    }
  }

  #atRest(transaction: Transaction, id: string, mine: boolean, failure: string | null): TransferView {
    const still = { done: 0, total: 0, bytesPerSecond: 0, reason: null };
    if (failure !== null) return { ...still, state: 'failed', reason: failure as ErrorCode };
    if (loadUpload(transaction, id) !== null) return { ...still, state: 'waiting' };
    return { ...still, state: mine || isKept(transaction, id) ? 'here' : 'remote' };
  }

  isUploading(id: string): boolean {
    return this.#parts.storage.transaction((transaction) => this.isPending(transaction, id));
  }

  #settle(id: string): void {
    const waiting = this.#settled.get(id) ?? [];
    this.#settled.delete(id);
    for (const resolve of waiting) resolve();
  }

  #checkKept(id: string): void {
    if (!this.#parts.storage.transaction((transaction) => isKept(transaction, id))) {
      throw new EngineError('file-not-here');
    }
  }

  #find(id: string): FileRecord | null {
    return this.#parts.storage.transaction((transaction) => fileRecordIn(transaction, id));
  }

  #record(id: string): FileRecord {
    const record = this.#find(id);
    if (record === null) throw new EngineError('unknown-message');
    return record;
  }
}
