// Sealed files on their way to the relay, a few at a time, in pieces: each piece is on the relay's disk before the next is
// sent. What breaks off goes on from the bytes on disk here, which were encrypted once.
import { isRetryable, RelayError } from '@hushroom/wire';
import type { ErrorCode } from '@hushroom/ipc';
import type { AttachmentPart } from '../content/attachment.ts';
import { engineErrorOf } from '../engine-error.ts';
import { sha256 } from '../sha256.ts';
import { blobBytes } from './blob-size.ts';
import { counted } from './chunks.ts';
import { RetryTimer } from './retry-timer.ts';
import type { TransferParts } from './transfer-parts.ts';
import { transferReason } from './transfer-reason.ts';

const ACTIVE_MAX = 2;
const PIECE_BYTES = 32 * 1024 * 1024;

export interface Upload {
  readonly id: string;
  readonly attachment: AttachmentPart;
  readonly deleteToken: Uint8Array;
}

export interface UploadEvents {
  /** The relay has all of it. */
  onStored(upload: Upload): void;
  /** It never will. */
  onFailed(upload: Upload, reason: ErrorCode): void;
}

export class Uploads {
  readonly #parts: TransferParts;
  readonly #events: UploadEvents;
  readonly #waiting = new Map<string, Upload>();
  readonly #active = new Map<string, AbortController>();
  readonly #retry: RetryTimer;
  #isOnline = false;

  constructor(parts: TransferParts, events: UploadEvents) {
    this.#parts = parts;
    this.#events = events;
    this.#retry = new RetryTimer(parts.clock, () => {
      this.#pump();
    });
  }

  add(upload: Upload): void {
    this.#waiting.set(upload.id, upload);
    this.#wait(upload);
    this.#pump();
  }

  /** Ends an upload without a word. */
  drop(id: string): void {
    this.#waiting.delete(id);
    this.#active.get(id)?.abort();
  }

  has(id: string): boolean {
    return this.#waiting.has(id);
  }

  onConnected(): void {
    this.#isOnline = true;
    this.#pump();
  }

  onLost(): void {
    this.#isOnline = false;
    this.#retry.stop();
    for (const controller of this.#active.values()) controller.abort();
  }

  /** Ends all of it, without a word: what is stored goes on with the next run. */
  stop(): void {
    this.#waiting.clear();
    this.onLost();
  }

  #pump(): void {
    for (const upload of this.#waiting.values()) {
      if (!this.#isOnline || this.#active.size >= ACTIVE_MAX) return;
      if (!this.#active.has(upload.id)) void this.#run(upload);
    }
  }

  async #run(upload: Upload): Promise<void> {
    const { id } = upload;
    const controller = new AbortController();
    this.#active.set(id, controller);
    let isLater = false;
    try {
      await this.#send(upload, controller.signal);
      if (this.#waiting.delete(id)) this.#events.onStored(upload);
    } catch (error) {
      const reason = controller.signal.aborted ? null : transferReason(error, refusalOf);
      isLater = reason === null;
      if (!this.#waiting.has(id)) isLater = false;
      else if (reason === null) this.#wait(upload);
      else {
        this.#waiting.delete(id);
        this.#events.onFailed(upload, reason);
      }
    } finally {
      this.#active.delete(id);
    }
    if (isLater) this.#retry.start();
    else this.#pump();
  }

  async #send({ id, attachment, deleteToken }: Upload, signal: AbortSignal): Promise<void> {
    const { session, board, store, transport, relay } = this.#parts;
    const { blobId } = attachment;
    const total = blobBytes(attachment.sizeBytes);
    const deleteHash = sha256(deleteToken);
    const { token, received } = await session.request({
      type: 'blob.reserve',
      blobId,
      size: total,
      deleteHash,
    });
    // Ended while the relay was asked: what is over is not shown as under way.
    signal.throwIfAborted();
    board.enter(id, 'uploading', { done: received, total });
    for (let offset = received; offset < total;) {
      signal.throwIfAborted();
      const end = Math.min(total, offset + PIECE_BYTES);
      let sent = offset;
      const body = counted(store.read(id, { offset, end }), (count) => {
        sent += count;
        board.move(id, sent);
      });
      const piece = { blobId, token, offset, lengthBytes: end - offset };
      const reached = await transport.put(relay.address, piece, body, signal);
      // A relay that counts otherwise is asked again later, at our pace.
      if (reached !== end) throw new RelayError('internal', 'count of bytes');
      offset = reached;
    }
  }

  #wait({ id, attachment }: Upload): void {
    const done = this.#parts.board.get(id)?.done ?? 0;
    this.#parts.board.enter(id, 'waiting', { done, total: blobBytes(attachment.sizeBytes) });
  }
}

/** Why the relay will never take an upload; null for what may pass. */
function refusalOf(error: RelayError): ErrorCode | null {
  // A grant that has ended, or a put that the relay believes under way: reserving again settles both.
  if (isRetryable(error.code) || error.code === 'conflict' || error.code === 'no-access') return null;
  if (error.code === 'quota') return 'file-quota';
  if (error.code === 'too-large') return 'file-too-large';
  return engineErrorOf(error).code;
}
