// Files in a conversation, and how far their bytes have come.
import type { ErrorCode } from '../error.ts';

/** What a file is shown as. Its sender says so; a picture or a recording is shown only if its bytes are one. */
export type FileKind = 'file' | 'image' | 'voice';

export type TransferState =
  /** Mine: being read and encrypted. */
  | 'preparing'
  /** Mine: encrypted, and waiting for the relay. */
  | 'waiting'
  /** Mine: on its way to the relay. */
  | 'uploading'
  /** At the relay, and not on this computer. */
  | 'remote'
  | 'downloading'
  /** On this computer, whole. */
  | 'here'
  /** Ended for the reason given; a download can be asked for again. */
  | 'failed';

export interface TransferView {
  readonly state: TransferState;
  /** Bytes that are through, of `total`. */
  readonly done: number;
  readonly total: number;
  /** Over the last seconds; 0 while nothing moves. */
  readonly bytesPerSecond: number;
  /** Why it failed, else null. */
  readonly reason: ErrorCode | null;
}

export interface FileView {
  readonly kind: FileKind;
  /** Safe to show and to save under: see `safeFileName` in packages/client. */
  readonly name: string;
  /** The sender's word, such as `image/png`. */
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Of a picture, in pixels. */
  readonly width: number | null;
  readonly height: number | null;
  /** Of a recording. */
  readonly durationMs: number | null;
  /** Loudness of a recording from beginning to end, each 0 to 255. */
  readonly waveform: readonly number[];
  /** A small picture as a data URL of PNG, JPEG or WebP; null where there is none. */
  readonly thumbnail: string | null;
  readonly transfer: TransferView;
  /** Whether a transfer that failed can be tried again: of one's own file only while its bytes are here, of another's while the relay may have it. */
  readonly canRetry: boolean;
}

/** The body of a message that is a file. */
export interface FileBody {
  readonly type: 'file';
  readonly file: FileView;
  /** What was written beside it; may be empty. */
  readonly caption: string;
}
