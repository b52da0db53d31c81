// Ciphertexts as files of the profile's folder `files/`. What is written is durable before anyone hears that it is there.
import { mkdir, open, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError, type FileStore, type FileWriter } from '@hushroom/client';
import { hasCode } from './disk-error.ts';
import { pieces, writeAt } from './file-pieces.ts';

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

export class DiskFileStore implements FileStore {
  readonly #folder: string;

  /** `folder` is made when the first file is. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async size(name: string): Promise<number> {
    try {
      return (await stat(this.#path(name))).size;
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return 0;
      throw error;
    }
  }

  async open(name: string, offset: number): Promise<FileWriter> {
    await mkdir(this.#folder, { recursive: true, mode: PRIVATE_FOLDER });
    const file = await this.#openForWriting(name);
    try {
      await file.truncate(offset);
    } catch (error) {
      await file.close();
      throw error;
    }
    let at = offset;
    return {
      write: async (chunk) => {
        await writeAt(file, chunk, at);
        at += chunk.length;
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

  async *read(name: string, range: { readonly offset: number; readonly end: number }) {
    if (range.offset === range.end) return;
    const file = await this.#openForReading(name);
    let left = range.end - range.offset;
    try {
      for await (const piece of pieces(file, range)) {
        left -= piece.length;
        yield piece;
      }
    } finally {
      await file.close();
    }
    if (left > 0) throw new EngineError('file-damaged');
  }

  async remove(name: string): Promise<void> {
    await rm(this.#path(name), { force: true });
  }

  async #openForReading(name: string): Promise<FileHandle> {
    try {
      return await open(this.#path(name), 'r');
    } catch (error) {
      throw hasCode(error, 'ENOENT') ? new EngineError('file-damaged', null, { cause: error }) : error;
    }
  }

  async #openForWriting(name: string): Promise<FileHandle> {
    try {
      return await open(this.#path(name), 'r+', PRIVATE_FILE);
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) throw error;
      return open(this.#path(name), 'w+', PRIVATE_FILE);
    }
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }
}
