// What is said of a file before its bytes go: what it is shown as, how large a picture is, and a small one of it.
import {
  CAPTION_BYTES_MAX,
  FILE_BYTES_MAX,
  FILE_NAME_CHARS_MAX,
  THUMBNAIL_BYTES_MAX,
  type CallArgs,
  type FileKind,
} from '@hushroom/ipc';

export type Offer = CallArgs<'file.offer'>['file'];

/** Pictures that every window can show. Others go as files. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);
/** The longer side of a small picture, px; tried from the first on until one is small enough. */
const THUMBNAIL_SIDES = [320, 200, 120] as const;

export function kindOf({ type }: Blob): FileKind {
  return PICTURES.has(type) ? 'image' : 'file';
}

/** Whether a file is within what the relay takes. */
export function fits({ size }: Blob): boolean {
  return size <= FILE_BYTES_MAX;
}

/** Whether a caption is short enough. */
export function captionFits(caption: string): boolean {
  return new TextEncoder().encode(caption).length <= CAPTION_BYTES_MAX;
}

/** The offer of a file that someone chose. A picture that cannot be read goes as a file. */
export async function offerOf(file: File): Promise<Offer> {
  const plain: Offer = {
    kind: 'file',
    name: file.name.slice(0, FILE_NAME_CHARS_MAX),
    mediaType: file.type.slice(0, 128),
    sizeBytes: file.size,
    width: null,
    height: null,
    durationMs: null,
    waveform: [],
    thumbnail: null,
  };
  if (kindOf(file) === 'file') return plain;
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) return plain;
  const { width, height } = picture;
  const thumbnail = thumbnailOf(picture);
  picture.close();
  return { ...plain, kind: 'image', width, height, thumbnail };
}

/** A small picture as a data URL; null if none is small enough. */
function thumbnailOf(picture: ImageBitmap): string | null {
  for (const side of THUMBNAIL_SIDES) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const url = canvas.toDataURL('image/webp', 0.72);
    // Four characters for three bytes, after the head of the address.
    if ((url.length - url.indexOf(',')) * 0.75 <= THUMBNAIL_BYTES_MAX) return url;
  }
  return null;
}
