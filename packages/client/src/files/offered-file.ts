// A file as it is offered, before its bytes: what is said of it, made safe, and the keys of the blob that it will be.
import { FILE_KEY_BYTES } from '@hushroom/crypto';
import { THUMBNAIL_BYTES_MAX, type CallArgs } from '@hushroom/ipc';
import { BLOB_ID_BYTES, HASH_BYTES } from '@hushroom/wire';
import type { Random } from '../clock.ts';
import type { AttachmentPart } from '../content/attachment.ts';
import { EngineError } from '../engine-error.ts';
import { safeFileName } from './file-name.ts';
import { safeMediaType, thumbnailOf } from './file-view.ts';

/** What one knows of a file before its bytes. */
export type FileOffer = CallArgs<'file.offer'>['file'];

/** What goes with a file. */
export interface Beside {
  readonly caption: string;
  /** The row that it answers. */
  readonly replyTo: string | null;
  readonly forwarded: boolean;
}

/** What is said of a file, whatever its blob. */
export type Description = Omit<AttachmentPart, 'blobId' | 'key' | 'hash' | 'caption'>;

/** The hash of a blob that is not whole yet. */
const NO_HASH = new Uint8Array(HASH_BYTES);

/** Throws `file-too-large` for a thumbnail over its limit. */
export function describe(file: FileOffer): Description {
  const thumbnail = file.thumbnail === null ? null : thumbnailOf(file.thumbnail);
  if (thumbnail !== null && thumbnail.bytes.length > THUMBNAIL_BYTES_MAX) {
    throw new EngineError('file-too-large', String(THUMBNAIL_BYTES_MAX));
  }
  return {
    sizeBytes: file.sizeBytes,
    kind: file.kind,
    name: safeFileName(file.name),
    mediaType: safeMediaType(file.mediaType),
    width: file.width,
    height: file.height,
    durationMs: file.durationMs,
    waveform: Uint8Array.from(file.waveform),
    thumbnail,
  };
}

/** An attachment under a new id and key. Its hash is zeros until the blob is whole. */
export function newAttachment(random: Random, description: Description, caption: string): AttachmentPart {
  const [blobId, key] = [random(BLOB_ID_BYTES), random(FILE_KEY_BYTES)];
  return { ...description, blobId, key, hash: NO_HASH, caption };
}
