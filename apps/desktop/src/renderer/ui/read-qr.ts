// Finds a QR code in a picture: a frame of the camera, or an image.
import jsQR from 'jsqr';

/** The longer edge that is looked at, px: larger pictures are slower to read and no better. */
const EDGE_MAX = 800;

/** The text of the code in a picture; null if there is none that can be read. */
export function readQr(picture: CanvasImageSource, size: { width: number; height: number }): string | null {
  const scale = Math.min(1, EDGE_MAX / Math.max(size.width, size.height));
  const [width, height] = [Math.floor(size.width * scale), Math.floor(size.height * scale)];
  if (width === 0 || height === 0) return null;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(picture, 0, 0, width, height);
  const pixels = context?.getImageData(0, 0, width, height);
  return pixels === undefined ? null : (jsQR(pixels.data, width, height)?.data ?? null);
}

/** The text of the code in an image file; null if it is no image or holds none. */
export async function readQrFile(file: Blob): Promise<string | null> {
  const image = await createImageBitmap(file).catch(() => null);
  if (image === null) return null;
  try {
    return readQr(image, image);
  } finally {
    image.close();
  }
}
