// Files of the profile: what one sends (own-files.ts), what one fetches, and what is shown of both.
import type { ErrorCode, FileView, TransferView } from '@hushroom/ipc';
import type { FileRecord } from '../conversation/message-record.ts';
import { EngineError } from '../engine-error.ts';
import type { Transaction } from '../storage.ts';
import { Waiters } from '../waiters.ts';
import { Board } from './board.ts';
import { deleteDoomedBlobs } from './doomed-blobs.ts';
import { Downloads } from './downloads.ts';
import { safeFileName } from './file-name.ts';
import { fileRecordIn, findFile, knownFile } from './file-record.ts';
import type { LocalFile } from './file-store.ts';
import { fileView, safeMediaType } from './file-view.ts';
import type { FilesEvents, FilesParts } from './files-parts.ts';
import { describe, type Beside, type FileOffer } from './offered-file.ts';
import { OwnFiles } from './own-files.ts';
import { openFile } from './sealing.ts';
import { Tickets, type FileTicket } from './tickets.ts';
import {
  deleteDownload,
  forgetTransfers,
  isKept,
  loadDownloads,
  loadUpload,
  saveDownload,
  saveKept,
} from './transfer-record.ts';
import type { TransferParts } from './transfer-parts.ts';

export class Files {
  readonly tickets: Tickets;
  /** What one sends. */
  readonly own: OwnFiles;
  readonly #parts: FilesParts;
  readonly #events: FilesEvents;
  readonly #board: Board;
  readonly #downloads: Downloads;
  /** Those who wait for a file that they asked for: null once it is here, or why it cannot be. */
  readonly #waiters = new Waiters<ErrorCode | null>();
  #isOnline = false;

  constructor(parts: FilesParts, events: FilesEvents) {
    const { files, session, relay, clock, random } = parts;
    this.#parts = parts;
    this.#events = events;
    this.tickets = new Tickets(clock, random);
    this.#board = new Board(clock, (id, view) => {
      events.onTransfer(id, view);
    });
    const { store, transport } = files;
    const transfers: TransferParts = { store, transport, session, relay, clock, board: this.#board };
    this.own = new OwnFiles(parts, transfers, {
      ...events,
      forget: (id) => {
        this.forget(id);
      },
    });
    this.#downloads = new Downloads(transfers, {
      onHere: ({ id }) => {
        parts.storage.transaction((transaction) => {
          deleteDownload(transaction, id);
          saveKept(transaction, id);
        });
        this.#board.end(id, 'here');
        this.#waiters.tell(id, null);
      },
      onFailed: ({ id }, reason) => {
        parts.storage.transaction((transaction) => {
          deleteDownload(transaction, id);
        });
        this.#board.fail(id, reason);
        this.#waiters.tell(id, reason);
      },
    });
  }

  /** Takes up what an earlier run left. */
  load(): void {
    this.own.load();
    for (const id of this.#parts.storage.transaction(loadDownloads)) {
      const record = findFile(this.#parts.storage, id);
      if (record === null) this.forget(id);
      else this.#downloads.add({ id, attachment: record.body.attachment });
    }
  }

  onConnected(): void {
    this.#isOnline = true;
    this.own.onConnected();
    this.#downloads.onConnected();
    this.#deleteDoomed().catch((error: unknown) => {
      this.#events.onFault(error);
    });
  }

  onLost(): void {
    this.#isOnline = false;
    this.own.onLost();
    this.#downloads.onLost();
  }

  stop(): void {
    this.tickets.stop();
    this.own.stop();
    this.#downloads.stop();
    this.#waiters.stop();
    this.#board.stop();
  }

  /** Puts a message with a file into the timeline; returns its id. Its bytes are to follow through {@link take}. */
  offer(conversation: string, file: FileOffer, beside: Beside): string {
    return this.own.begin(conversation, describe(file), beside);
  }

  /** A ticket to bring the bytes of an offered file. Unused, the message fails. */
  ticketIn(id: string, sizeBytes: number): string {
    const take = (bytes: AsyncIterable<Uint8Array>): Promise<void> => this.own.take(id, bytes);
    return this.tickets.issue({ direction: 'in', sizeBytes, take }, () => {
      this.own.lose(id, 'file-interrupted');
    });
  }

  /** A ticket to read a file. Throws `unknown-message`, `file-not-here`. */
  ticketOut(id: string): { readonly ticket: string } & Pick<FileView, 'name' | 'mediaType' | 'sizeBytes'> {
    const { name, mediaType, sizeBytes, kind } = knownFile(this.#parts.storage, id).body.attachment;
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

  /** Begins to fetch a file. Throws `unknown-message`. */
  fetch(id: string): void {
    const { storage } = this.#parts;
    const record = knownFile(storage, id);
    const isWanted = storage.transaction((transaction) => {
      if (!isRemote(transaction, record)) return false;
      saveDownload(transaction, id);
      return true;
    });
    if (isWanted) this.#downloads.add({ id, attachment: record.body.attachment });
  }

  /** Resolves when a file that was asked for is here. Rejects with why it cannot be, with `offline` without a connection. */
  async fetched(id: string): Promise<void> {
    const { storage, session } = this.#parts;
    if (storage.transaction((transaction) => isKept(transaction, id))) return;
    if (session.state !== 'online') throw new EngineError('offline');
    this.fetch(id);
    const isUnderWay = this.#board.get(id)?.state === 'downloading';
    const reason = isUnderWay
      ? await this.#waiters.wait(id)
      : (this.#board.get(id)?.reason ?? 'file-not-here');
    if (reason !== null) throw new EngineError(reason);
  }

  /** Tries once more what failed. Throws `unknown-message`, and for what one sends what {@link OwnFiles.retry} throws. */
  retry(id: string): void {
    const { storage } = this.#parts;
    const record = knownFile(storage, id);
    const isFetched = storage.transaction((transaction) => isRemote(transaction, record));
    if (record.mine && !isFetched) this.own.retry(id);
    else this.fetch(id);
  }

  /** Ends an upload and fails its message, or ends a download. Throws `unknown-message`. */
  async cancel(id: string): Promise<void> {
    const { storage } = this.#parts;
    knownFile(storage, id);
    this.own.cancel(id);
    if (this.#board.get(id)?.state !== 'downloading') return;
    storage.transaction((transaction) => {
      deleteDownload(transaction, id);
    });
    await this.#takeAway(id);
    this.#board.end(id, 'remote');
    this.#waiters.tell(id, 'file-not-here');
  }

  /** The bytes of a file that is here. */
  read(id: string): AsyncIterable<Uint8Array> {
    const { attachment } = knownFile(this.#parts.storage, id).body;
    this.#checkKept(id);
    return openFile(this.#parts.files.store, id, attachment);
  }

  /** Opens a file of the user's own. Throws `file-unreadable`. */
  openLocal(path: string): Promise<LocalFile> {
    return this.#parts.files.local.open(path);
  }

  /** Writes a file that is here to a path of the user's; returns where. Throws as {@link LocalFiles.save}. */
  save(id: string, path: string): Promise<string> {
    const { name } = knownFile(this.#parts.storage, id).body.attachment;
    return this.#parts.files.local.save(path, safeFileName(name), this.read(id));
  }

  /** Sends a file that is here once more, as a file of its own: new key, new blob. Returns the message's id. */
  forward(id: string, conversation: string): string {
    const { body, marks } = knownFile(this.#parts.storage, id);
    if (marks.expiry !== null) throw new EngineError('not-forwardable');
    const { attachment } = body;
    const bytes = this.read(id);
    const beside = { caption: attachment.caption, replyTo: null, forwarded: true };
    const forwarded = this.own.begin(conversation, attachment, beside);
    this.own.take(forwarded, bytes).catch(() => undefined);
    return forwarded;
  }

  isPending(transaction: Transaction, id: string): boolean {
    return this.own.isPending(transaction, id);
  }

  view(transaction: Transaction, record: FileRecord): FileView {
    const transfer = this.#board.get(record.id) ?? this.#atRest(transaction, record);
    // What the relay no longer has does not come by asking once more.
    const mayFetch = isRemote(transaction, record) && transfer.reason !== 'file-gone';
    return fileView(record.body.attachment, transfer, mayFetch || this.own.canRetry(transaction, record));
  }

  /** Forgets all of a row's file, here and at the relay if it is one's own. */
  forget(id: string): void {
    this.#parts.storage.transaction((transaction) => {
      this.delete(transaction, id);
    });
    this.clear([id]);
  }

  /** Deletes what is kept of a row's file, before its row; {@link clear} must follow once the transaction is durable. */
  delete(transaction: Transaction, id: string): void {
    const upload = loadUpload(transaction, id);
    const blobId = fileRecordIn(transaction, id)?.body.attachment.blobId;
    const isStarted = upload?.isSealed === true && blobId !== undefined;
    forgetTransfers(transaction, id, isStarted ? { blobId, deleteToken: upload.deleteToken } : null);
  }

  /** Ends what is under way for rows that were deleted, and takes their bytes away. */
  clear(ids: readonly string[]): void {
    for (const id of ids) {
      this.own.drop(id);
      this.#board.drop(id);
      this.#waiters.gone(id);
    }
    Promise.all(ids.map((id) => this.#takeAway(id)))
      .then(() => this.#deleteDoomed())
      .catch((error: unknown) => {
        this.#events.onFault(error);
      });
  }

  async #takeAway(id: string): Promise<void> {
    await this.#downloads.drop(id);
    await this.#parts.files.store.remove(id);
  }

  #atRest(transaction: Transaction, { id, failure }: FileRecord): TransferView {
    const still = { done: 0, total: 0, bytesPerSecond: 0, reason: null };
    if (failure !== null) return { ...still, state: 'failed', reason: failure as ErrorCode };
    if (loadUpload(transaction, id) !== null) return { ...still, state: 'waiting' };
    return { ...still, state: isKept(transaction, id) ? 'here' : 'remote' };
  }

  async #deleteDoomed(): Promise<void> {
    // The relay refuses for good whatever is asked before one has authenticated.
    if (this.#isOnline) await deleteDoomedBlobs(this.#parts);
  }

  #checkKept(id: string): void {
    if (!this.#parts.storage.transaction((transaction) => isKept(transaction, id))) {
      throw new EngineError('file-not-here');
    }
  }
}

/** Whether a file is to be had from the relay: another's, or one's own that a backup brought here without its bytes. */
function isRemote(transaction: Transaction, { id, failure }: FileRecord): boolean {
  return failure === null && !isKept(transaction, id) && loadUpload(transaction, id) === null;
}
