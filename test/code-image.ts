// A QR code as the files that a page may be given: a PNG, and a film for Chromium's fake camera.
import { deflateSync, crc32 } from 'node:zlib';
import { encode } from 'uqr';

/** Pixels of one module. */
const SCALE = 8;

/** Rows of grey pixels, quiet zone included. */
function greys(text: string): readonly Uint8Array[] {
  const { data, size } = encode(text, { ecc: 'L', border: 4 });
  return data.flatMap((row) => {
    const line = new Uint8Array(size * SCALE);
    row.forEach((dark, x) => line.fill(dark ? 16 : 235, x * SCALE, (x + 1) * SCALE));
    return Array.from({ length: SCALE }, () => line);
  });
}

/** The code as a PNG. */
export function codePng(text: string): Buffer {
  const rows = greys(text);
  const side = rows.length;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  // Eight bits of grey.
  head.set([8, 0, 0, 0, 0], 8);
  const pixels = Buffer.concat(rows.flatMap((row) => [Buffer.from([0]), row]));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** The code as one frame of a YUV4MPEG2 film, in the middle of a grey picture of 640 by 480. */
export function codeFilm(text: string): Buffer {
  const [width, height] = [640, 480];
  const rows = greys(text);
  const luma = Buffer.alloc(width * height, 128);
  const left = Math.floor((width - rows.length) / 2);
  const top = Math.floor((height - rows.length) / 2);
  rows.forEach((row, y) => {
    luma.set(row, (top + y) * width + left);
  });
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\nFRAME\n`, 'ascii'),
    luma,
    Buffer.alloc((width * height) / 2, 128),
  ]);
}
