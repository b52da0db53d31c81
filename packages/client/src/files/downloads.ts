// Blobs on their way here, a few at a time. What breaks off goes on where it was; nothing counts as here before all of it
// has the hash that its sender gave.
import { Sha256 } from '@hushroom/crypto';
import { isRetryable, type RelayError } from '@hushroom/wire';
import type { ErrorCode } from '@hushroom/ipc';
import type { AttachmentPart } from '../content/attachment.ts';
import { EngineError } from '../engine-error.ts';
import { sameBytes } from '../hex.ts';
import { TransportError } from '../transport.ts';
import { blobBytes } from './blob-size.ts';
import { RetryTimer } from './retry-timer.ts';
import type { TransferParts } from './transfer-parts.ts';
import { transferReason } from './transfer-reason.ts';

const ACTIVE_MAX = 3;

export interface Download {
  readonly id: string;
  readonly attachment: AttachmentPart;
}

export interface DownloadEvents {
  /** It is here, whole and as it was sent. */
  onHere(download: Download): void;
  onFailed(download: Download, reason: ErrorCode): void;
}

export class Downloads {
  readonly #parts: TransferParts;
  readonly #events: DownloadEvents;
  readonly #waiting = new Map<string, Download>();
  readonly #active = new Map<
    string,
    { readonly controller: AbortController; readonly over: Promise<void> }
  >();
  readonly #retry: RetryTimer;
  #isOnline = false;

  constructor(parts: TransferParts, events: DownloadEvents) {
    this.#parts = parts;
    this.#events = events;
    this.#retry = new RetryTimer(parts.clock, () => {
      this.#pump();
    });
  }

  add(download: Download): void {
    if (this.#waiting.has(download.id)) return;
    this.#waiting.set(download.id, download);
    this.#parts.board.enter(download.id, 'downloading', {
      done: 0,
      total: blobBytes(download.attachment.sizeBytes),
    });
    this.#pump();
  }

  /** Ends a download without a word; resolves when nothing of it is being written any more. */
  async drop(id: string): Promise<void> {
    this.#waiting.delete(id);
    const active = this.#active.get(id);
    active?.controller.abort();
    await active?.over;
  }

  onConnected(): void {
    this.#isOnline = true;
    this.#pump();
  }

  onLost(): void {
    this.#isOnline = false;
    this.#retry.stop();
    for (const { controller } of this.#active.values()) controller.abort();
  }

  /** Ends all of it, without a word: what is stored goes on with the next run. */
  stop(): void {
    this.#waiting.clear();
    this.onLost();
  }

  #pump(): void {
    for (const download of this.#waiting.values()) {
      if (!this.#isOnline || this.#active.size >= ACTIVE_MAX) return;
      if (this.#active.has(download.id)) continue;
      const controller = new AbortController();
      const over = Promise.resolve().then(() => this.#run(download, controller.signal));
      this.#active.set(download.id, { controller, over });
    }
  }

  async #run(download: Download, signal: AbortSignal): Promise<void> {
    const { id } = download;
    let isLater = false;
    try {
      await this.#fetch(download, signal);
      if (this.#waiting.delete(id)) this.#events.onHere(download);
    } catch (error) {
      const reason = signal.aborted ? null : transferReason(error, refusalOf);
      isLater = reason === null && this.#waiting.has(id);
      if (reason !== null && this.#waiting.delete(id)) {
        if (reason === 'file-damaged') await this.#parts.store.remove(id);
        this.#events.onFailed(download, reason);
      }
    } finally {
      this.#active.delete(id);
    }
    if (isLater) this.#retry.start();
    else this.#pump();
  }

  async #fetch({ id, attachment }: Download, signal: AbortSignal): Promise<void> {
    const { store, transport, relay, board } = this.#parts;
    const total = blobBytes(attachment.sizeBytes);
    const had = await store.size(id);
    let done = had > total ? 0 : had;
    const hash = new Sha256();
    for await (const piece of store.read(id, { offset: 0, end: done })) hash.update(piece);
    board.move(id, done);
    const writer = await store.open(id, done);
    try {
      if (done < total) {
        const { blobId } = attachment;
        for await (const piece of await transport.get(relay.address, { blobId, offset: done }, signal)) {
          signal.throwIfAborted();
          done += piece.length;
          if (done > total) throw new EngineError('file-damaged');
          hash.update(piece);
          await writer.write(piece);
          board.move(id, done);
        }
      }
    } finally {
      await writer.close();
    }
    if (done < total) throw new TransportError('relay-unreachable');
    if (!sameBytes(hash.digest(), attachment.hash)) throw new EngineError('file-damaged');
  }
}

/** What a refusal of the relay means to a download; null for what may pass. */
function refusalOf({ code }: RelayError): ErrorCode | null {
  if (isRetryable(code)) return null;
  return code === 'not-found' ? 'file-gone' : 'relay-refused';
}
