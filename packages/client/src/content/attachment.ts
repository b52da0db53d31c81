// A file as a message carries it: where its ciphertext is, the key, and what it is shown as (docs/protocol.md, "Files").
import {
  CodecError,
  enumeration,
  fixed,
  opaque,
  optional,
  struct,
  text,
  uint16,
  uint32,
  uint53,
  uint8,
  type Codec,
} from '@hushroom/codec';
import { FILE_KEY_BYTES } from '@hushroom/crypto';
import {
  CAPTION_BYTES_MAX,
  FILE_BYTES_MAX,
  THUMBNAIL_BYTES_MAX,
  WAVEFORM_VALUES_MAX,
  type FileKind,
} from '@hushroom/ipc';
import { blobId, hash } from '@hushroom/wire';

export const FILE_NAME_BYTES_MAX = 255;
export const MEDIA_TYPE_BYTES_MAX = 128;

export interface Thumbnail {
  readonly format: 'png' | 'jpeg' | 'webp';
  readonly bytes: Uint8Array;
}

export interface AttachmentPart {
  readonly blobId: Uint8Array;
  readonly key: Uint8Array;
  /** Bytes of the file itself; those of the blob follow from it. */
  readonly sizeBytes: number;
  /** SHA-256 of the blob. */
  readonly hash: Uint8Array;
  readonly kind: FileKind;
  /** As its sender calls it: made safe before it is shown or used. */
  readonly name: string;
  readonly mediaType: string;
  readonly caption: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationMs: number | null;
  readonly waveform: Uint8Array;
  readonly thumbnail: Thumbnail | null;
}

const sizeBytes: Codec<number> = {
  write: (writer, value) => {
    uint53.write(writer, value);
  },
  read: (reader) => {
    const value = uint53.read(reader);
    if (value > FILE_BYTES_MAX) throw new CodecError('out-of-range', 'size of a file');
    return value;
  },
};

export const attachmentPart: Codec<AttachmentPart> = struct<AttachmentPart>({
  blobId,
  key: fixed(FILE_KEY_BYTES),
  sizeBytes,
  hash,
  kind: enumeration(uint8, { file: 1, image: 2, voice: 3 }),
  name: text(FILE_NAME_BYTES_MAX),
  mediaType: text(MEDIA_TYPE_BYTES_MAX),
  caption: text(CAPTION_BYTES_MAX),
  width: optional(uint16),
  height: optional(uint16),
  durationMs: optional(uint32),
  waveform: opaque(WAVEFORM_VALUES_MAX),
  thumbnail: optional(
    struct<Thumbnail>({
      format: enumeration(uint8, { png: 1, jpeg: 2, webp: 3 }),
      bytes: opaque(THUMBNAIL_BYTES_MAX, 1),
    }),
  ),
});
