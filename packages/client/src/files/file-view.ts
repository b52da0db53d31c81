// A file as the window shows it. Everything in it is its sender's word: names and types are made safe here.
import type { FileView, TransferView } from '@hushroom/ipc';
import type { AttachmentPart, Thumbnail } from '../content/attachment.ts';
import { safeFileName } from './file-name.ts';

const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/;
/** RFC 2046 §4.5.1: what is not known to be anything else. */
const UNKNOWN_TYPE = 'application/octet-stream';

/** `canRetry` counts where the transfer failed. */
export function fileView(attachment: AttachmentPart, transfer: TransferView, canRetry: boolean): FileView {
  const { kind, name, mediaType, sizeBytes, width, height, durationMs, waveform, thumbnail } = attachment;
  return {
    kind,
    name: safeFileName(name),
    mediaType: safeMediaType(mediaType),
    sizeBytes,
    width,
    height,
    durationMs,
    waveform: [...waveform],
    thumbnail: thumbnail === null ? null : dataUrl(thumbnail),
    transfer,
    canRetry,
  };
}

/** A media type in lower case without parameters; the unknown one for what is none. */
export function safeMediaType(mediaType: string): string {
  const type = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return MEDIA_TYPE.test(type) ? type : UNKNOWN_TYPE;
}

/** Reads what {@link dataUrl} writes; null for anything else. */
export function thumbnailOf(url: string): Thumbnail | null {
  const match = /^data:image\/(png|jpeg|webp);base64,([A-Za-z0-9+/]+={0,2})$/.exec(url);
  const format = match?.[1];
  if (match?.[2] === undefined || (format !== 'png' && format !== 'jpeg' && format !== 'webp')) return null;
  const bytes = Uint8Array.from(atob(match[2]), (character) => character.charCodeAt(0));
  return { format, bytes };
}

function dataUrl({ format, bytes }: Thumbnail): string {
  return `data:image/${format};base64,${btoa(String.fromCharCode(...bytes))}`;
}
