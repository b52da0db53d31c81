// Makes a room's picture out of any image: a small square that fits into a change of the room.
import { PICTURE_BYTES_MAX } from '@hushroom/ipc';

/** Edges that are tried, px, and for each the qualities of WebP, best first. */
const EDGES = [192, 128, 96, 64];
const QUALITIES = [0.9, 0.75, 0.6, 0.4];

/** The middle of an image as a data URL of at most {@link PICTURE_BYTES_MAX} bytes; null if it is no image. */
export async function roomPicture(file: Blob): Promise<string | null> {
  const image = await createImageBitmap(file).catch(() => null);
  if (image === null) return null;
  try {
    for (const edge of EDGES) {
      const canvas = square(image, edge);
      for (const quality of QUALITIES) {
        const url = canvas.toDataURL('image/webp', quality);
        if (bytesOf(url) <= PICTURE_BYTES_MAX) return url;
      }
    }
    return null;
  } finally {
    image.close();
  }
}

/** What follows the comma of a data URL. */
export function base64Of(url: string): string {
  return url.slice(url.indexOf(',') + 1);
}

function bytesOf(url: string): number {
  return (base64Of(url).length / 4) * 3;
}

function square(image: ImageBitmap, edge: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = edge;
  canvas.height = edge;
  const side = Math.min(image.width, image.height);
  const [x, y] = [(image.width - side) / 2, (image.height - side) / 2];
  canvas.getContext('2d')?.drawImage(image, x, y, side, side, 0, 0, edge, edge);
  return canvas;
}
