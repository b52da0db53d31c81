// Writes an archive: items one after the other, encrypted in chunks, in a file that is there whole or not at all.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import sodium from 'libsodium-wrappers-sumo';
import { syncFolder } from '../profile/durable-file.ts';
import { newHeader, type ArchiveSecret, type NewHeader } from './archive-header.ts';
import { CHUNK_BYTES, LENGTH_BYTES } from './archive-stream.ts';

/** Items handed over before others have a turn. */
const ITEMS_PER_TURN = 200;

/**
 * Writes `items` to `path`, which must not exist, durably. Memory stays constant. Returns the bytes of the file.
 * Throws what the file system throws.
 */
export async function writeArchive(
  path: string,
  secret: ArchiveSecret,
  items: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<number> {
  const begun = await newHeader(secret);
  const unfinished = `${path}.part`;
  const file = openSync(unfinished, 'w', 0o600);
  try {
    let written: number;
    try {
      written = await writeSealed(file, begun, items);
      fsyncSync(file);
    } finally {
      // Also where it failed: a file that is open keeps its room on the disk though it is removed.
      closeSync(file);
    }
    renameSync(unfinished, path);
    syncFolder(dirname(path));
    return written;
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  } finally {
    sodium.memzero(begun.streamKey);
  }
}

async function writeSealed(
  file: number,
  begun: NewHeader,
  items: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<number> {
  const { state, header: streamHeader } = sodium.crypto_secretstream_xchacha20poly1305_init_push(
    begun.streamKey,
  );
  // Bound to every chunk.
  const bound = begun.finish(streamHeader);
  let written = 0;
  const write = (bytes: Uint8Array): void => {
    // Not writeSync, which may write a part only.
    writeFileSync(file, bytes);
    written += bytes.length;
  };
  write(bound);
  const chunk = new Uint8Array(CHUNK_BYTES);
  let filled = 0;
  const seal = (tag: number): void => {
    const plain = chunk.subarray(0, filled);
    write(sodium.crypto_secretstream_xchacha20poly1305_push(state, plain, bound, tag));
    filled = 0;
  };
  const put = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length;) {
      if (filled === CHUNK_BYTES) seal(sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
      const part = bytes.subarray(at, at + CHUNK_BYTES - filled);
      chunk.set(part, filled);
      filled += part.length;
      at += part.length;
    }
  };
  let inTurn = 0;
  for await (const item of items) {
    const length = new Uint8Array(LENGTH_BYTES);
    new DataView(length.buffer).setUint32(0, item.length);
    put(length);
    put(item);
    inTurn += 1;
    if (inTurn % ITEMS_PER_TURN === 0) await new Promise(setImmediate);
  }
  seal(sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL);
  sodium.memzero(chunk);
  return written;
}
