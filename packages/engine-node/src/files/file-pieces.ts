// Files of the disk as streams of pieces.
import type { FileHandle } from 'node:fs/promises';
import { writeError } from './disk-error.ts';

const PIECE_BYTES = 64 * 1024;

/** Bytes of an open file from `offset` on, up to `end` or its own end. The pieces are the caller's. */
export async function* pieces(
  file: FileHandle,
  { offset = 0, end = Infinity }: { readonly offset?: number; readonly end?: number } = {},
): AsyncGenerator<Uint8Array> {
  for (let at = offset; at < end;) {
    const piece = new Uint8Array(Math.min(PIECE_BYTES, end - at));
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
}

/** Writes all of a chunk at a place. Throws EngineError `disk-full`. */
export async function writeAt(file: FileHandle, chunk: Uint8Array, place: number): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    try {
      done += (await file.write(chunk, done, chunk.length - done, place + done)).bytesWritten;
    } catch (error) {
      throw writeError(error);
    }
  }
}
