// Bytes of blobs in memory: for simulations and tests.
import { hex } from '../bytes.ts';
import type { BlobBytes, BlobWriter } from './blob-bytes.ts';

const PIECE_BYTES = 64 * 1024;

export class MemoryBlobBytes implements BlobBytes {
  readonly #blobs = new Map<string, { readonly blobId: Uint8Array; bytes: Uint8Array }>();

  open(blobId: Uint8Array, offset: number): Promise<BlobWriter> {
    const blob = { blobId, bytes: this.#bytesOf(blobId).slice(0, offset) };
    this.#blobs.set(hex(blobId), blob);
    return Promise.resolve({
      write: (chunk) => {
        const longer = new Uint8Array(blob.bytes.length + chunk.length);
        longer.set(blob.bytes);
        longer.set(chunk, blob.bytes.length);
        blob.bytes = longer;
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    });
  }

  async *read(blobId: Uint8Array, { offset, end }: { offset: number; end: number }) {
    const bytes = await Promise.resolve(this.#bytesOf(blobId));
    if (bytes.length < end) throw new Error('a blob is shorter than it was');
    for (let at = offset; at < end; at += PIECE_BYTES) {
      yield bytes.subarray(at, Math.min(end, at + PIECE_BYTES));
    }
  }

  remove(blobId: Uint8Array): Promise<void> {
    this.#blobs.delete(hex(blobId));
    return Promise.resolve();
  }

  async *all() {
    for (const { blobId } of [...this.#blobs.values()]) yield await Promise.resolve(blobId);
  }

  #bytesOf(blobId: Uint8Array): Uint8Array {
    return this.#blobs.get(hex(blobId))?.bytes ?? new Uint8Array();
  }
}
