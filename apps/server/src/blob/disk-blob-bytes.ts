// Bytes of blobs as files in the relay's data folder, one each, spread over 256 folders by the first byte of the id.
import { mkdirSync } from 'node:fs';
import { open, opendir, readdir, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { RelayError } from '@hushroom/wire';
import { hex } from '../bytes.ts';
import type { BlobBytes, BlobWriter } from './blob-bytes.ts';

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;
const PIECE_BYTES = 64 * 1024;
const FILE_NAME = /^[0-9a-f]{64}$/;

export class DiskBlobBytes implements BlobBytes {
  readonly #folder: string;

  /** Makes the folder if need be. Throws the system's error. */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  }

  async open(blobId: Uint8Array, offset: number): Promise<BlobWriter> {
    mkdirSync(this.#shardOf(blobId), { recursive: true, mode: PRIVATE_FOLDER });
    const file = await this.#openForWriting(blobId);
    try {
      await file.truncate(offset);
    } catch (error) {
      await file.close();
      throw error;
    }
    return writerOf(file, offset);
  }

  async *read(blobId: Uint8Array, { offset, end }: { offset: number; end: number }) {
    const file = await open(this.#pathOf(blobId), 'r');
    try {
      for (let at = offset; at < end;) {
        const piece = new Uint8Array(Math.min(PIECE_BYTES, end - at));
        const { bytesRead } = await file.read(piece, 0, piece.length, at);
        if (bytesRead === 0) throw new Error('a blob is shorter than it was');
        at += bytesRead;
        yield piece.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  }

  async remove(blobId: Uint8Array): Promise<void> {
    await rm(this.#pathOf(blobId), { force: true });
  }

  async *all() {
    for (const shard of await readdir(this.#folder)) {
      for await (const { name } of await opendir(join(this.#folder, shard))) {
        if (FILE_NAME.test(name)) yield Uint8Array.from(Buffer.from(name, 'hex'));
      }
    }
  }

  async #openForWriting(blobId: Uint8Array): Promise<FileHandle> {
    const path = this.#pathOf(blobId);
    try {
      return await open(path, 'r+');
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      return open(path, 'w+', PRIVATE_FILE);
    }
  }

  #pathOf(blobId: Uint8Array): string {
    return join(this.#shardOf(blobId), hex(blobId));
  }

  #shardOf(blobId: Uint8Array): string {
    return join(this.#folder, hex(blobId.subarray(0, 1)));
  }
}

function writerOf(file: FileHandle, offset: number): BlobWriter {
  let at = offset;
  return {
    write: async (chunk) => {
      for (let done = 0; done < chunk.length;) {
        try {
          const { bytesWritten } = await file.write(chunk, done, chunk.length - done, at);
          done += bytesWritten;
          at += bytesWritten;
        } catch (error) {
          const isFull = codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT';
          throw isFull ? new RelayError('storage-full') : error;
        }
      }
    },
    close: async () => {
      try {
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
