// A file's way into a blob and back, chunk by chunk: encrypted once, kept as ciphertext, opened on the way to a reader.
import {
  CryptoError,
  FILE_CHUNK_BYTES,
  FILE_HEADER_BYTES,
  FILE_TAG_BYTES,
  FileOpener,
  FileSealer,
  Secret,
  Sha256,
} from '@hushroom/crypto';
import type { AttachmentPart } from '../content/attachment.ts';
import { EngineError } from '../engine-error.ts';
import { paddedFileBytes, blobBytes } from './blob-size.ts';
import { inChunks } from './chunks.ts';
import type { FileStore } from './file-store.ts';

/**
 * Encrypts `bytes` into the store under `name`; returns SHA-256 of the blob. Throws `file-interrupted` unless there are
 * exactly as many bytes as the attachment says; then, and after any other error, nothing of it may be used or sent.
 */
export async function sealFile(
  store: FileStore,
  name: string,
  input: {
    readonly attachment: Pick<AttachmentPart, 'key' | 'sizeBytes'>;
    /** 24 random bytes. */
    readonly header: Uint8Array;
    readonly bytes: AsyncIterable<Uint8Array>;
    readonly onProgress: (done: number) => void;
  },
): Promise<Uint8Array> {
  const { attachment, header, bytes, onProgress } = input;
  const hash = new Sha256();
  const key = Secret.of(attachment.key.slice());
  const sealer = new FileSealer(key, header);
  const writer = await store.open(name, 0);
  try {
    const write = async (sealed: Uint8Array): Promise<void> => {
      hash.update(sealed);
      await writer.write(sealed);
    };
    await write(header);
    const padded = paddedFileBytes(attachment.sizeBytes);
    let done = 0;
    for await (const chunk of inChunks(
      padding(exactly(bytes, attachment.sizeBytes), padded),
      FILE_CHUNK_BYTES,
    )) {
      done += chunk.length;
      await write(sealer.seal(chunk, done === padded));
      onProgress(Math.min(done, attachment.sizeBytes));
    }
  } finally {
    sealer.wipe();
    key.wipe();
    await writer.close();
  }
  return hash.digest();
}

/** The file in a blob of the store, without its padding. Throws `file-damaged` for a blob that is not the one it was. */
export async function* openFile(
  store: FileStore,
  name: string,
  attachment: Pick<AttachmentPart, 'key' | 'sizeBytes'>,
): AsyncGenerator<Uint8Array> {
  const { sizeBytes } = attachment;
  const end = blobBytes(sizeBytes);
  const key = Secret.of(attachment.key.slice());
  let opener: FileOpener | null = null;
  try {
    let left = sizeBytes;
    for await (const header of store.read(name, { offset: 0, end: FILE_HEADER_BYTES })) {
      opener = new FileOpener(key, header);
    }
    const sealed = store.read(name, { offset: FILE_HEADER_BYTES, end });
    for await (const chunk of inChunks(sealed, FILE_CHUNK_BYTES + FILE_TAG_BYTES)) {
      const opened = opener?.open(chunk) ?? new Uint8Array();
      const piece = opened.subarray(0, left);
      left -= piece.length;
      if (piece.length > 0) yield piece;
    }
    if (opener?.isOver !== true) throw new EngineError('file-damaged');
  } catch (error) {
    throw error instanceof CryptoError ? new EngineError('file-damaged', null, { cause: error }) : error;
  } finally {
    opener?.wipe();
    key.wipe();
  }
}

async function* exactly(bytes: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let count = 0;
  for await (const chunk of bytes) {
    count += chunk.length;
    if (count > size) throw new EngineError('file-interrupted');
    yield chunk;
  }
  if (count < size) throw new EngineError('file-interrupted');
}

async function* padding(bytes: AsyncIterable<Uint8Array>, padded: number): AsyncGenerator<Uint8Array> {
  let left = padded;
  for await (const chunk of bytes) {
    left -= chunk.length;
    yield chunk;
  }
  const zeros = new Uint8Array(FILE_CHUNK_BYTES);
  for (; left > 0; left -= Math.min(left, zeros.length)) yield zeros.subarray(0, left);
}
