// Reads an archive, item by item. Nothing of a chunk is handed out before the chunk has verified; that the file is whole
// is known at its end.
import { closeSync, openSync, readSync } from 'node:fs';
import sodium from 'libsodium-wrappers-sumo';
import { ProfileError } from '../error.ts';
import { HEADER_BYTES, openHeader, type ArchiveSecret } from './archive-header.ts';
import { CHUNK_BYTES, LENGTH_BYTES } from './archive-stream.ts';

/**
 * Every item of the archive at `path`, in memory that does not grow with it. Throws {@link ProfileError}
 * `backup-missing`, and what {@link openHeader} throws, and while it is read `backup-damaged` and `backup-truncated`.
 */
export async function* readArchive(
  path: string,
  secret: ArchiveSecret,
  itemBytesMax: number,
): AsyncGenerator<Uint8Array, void> {
  const file = openArchive(path);
  try {
    const bound = readAt(file, 0, HEADER_BYTES);
    const { streamKey, streamHeader } = await openHeader(bound, secret);
    try {
      yield* itemsOf(chunksOf(file, bound, streamKey, streamHeader), itemBytesMax);
    } finally {
      sodium.memzero(streamKey);
    }
  } finally {
    closeSync(file);
  }
}

function openArchive(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw new ProfileError('backup-missing', { cause: error });
  }
}

function* chunksOf(
  file: number,
  bound: Uint8Array,
  streamKey: Uint8Array,
  streamHeader: Uint8Array,
): Generator<Uint8Array, void> {
  const sealedBytes = CHUNK_BYTES + sodium.crypto_secretstream_xchacha20poly1305_ABYTES;
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(streamHeader, streamKey);
  let at = bound.length;
  for (;;) {
    const sealed = readAt(file, at, sealedBytes);
    at += sealed.length;
    if (sealed.length < sodium.crypto_secretstream_xchacha20poly1305_ABYTES) {
      throw new ProfileError('backup-truncated');
    }
    const opened = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, bound);
    if (opened === false) {
      // A file that was cut off ends in the middle of a chunk; one that was changed has all its bytes.
      throw new ProfileError(sealed.length < sealedBytes ? 'backup-truncated' : 'backup-damaged');
    }
    yield opened.message;
    if (opened.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL) break;
  }
  if (readAt(file, at, 1).length > 0) throw new ProfileError('backup-damaged');
}

async function* itemsOf(
  chunks: Iterable<Uint8Array>,
  itemBytesMax: number,
): AsyncGenerator<Uint8Array, void> {
  let rest = new Uint8Array(0);
  for (const chunk of chunks) {
    let bytes: Uint8Array = new Uint8Array(rest.length + chunk.length);
    bytes.set(rest);
    bytes.set(chunk, rest.length);
    while (bytes.length >= LENGTH_BYTES) {
      const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
      if (length > itemBytesMax) throw new ProfileError('backup-damaged');
      if (bytes.length < LENGTH_BYTES + length) break;
      yield bytes.slice(LENGTH_BYTES, LENGTH_BYTES + length);
      bytes = bytes.subarray(LENGTH_BYTES + length);
    }
    rest = bytes.slice();
    // Reading is synchronous: others have a turn between two chunks.
    await new Promise(setImmediate);
  }
  if (rest.length > 0) throw new ProfileError('backup-damaged');
}

/** Up to `length` bytes from `position` on; fewer at the end of the file. */
function readAt(file: number, position: number, length: number): Uint8Array {
  const buffer = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const read = readSync(file, buffer, filled, length - filled, position + filled);
    if (read === 0) break;
    filled += read;
  }
  return buffer.subarray(0, filled);
}
