// Makes a picture of the interface small enough for a repository: at most 256 colours, compressed as well as zlib can.
// Reads what Chromium writes (8 bits per channel, RGB or RGBA, not interlaced) and nothing else.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS_MAX = 256;
/** The most used colours are the surfaces: they stay exact. */
const COLOURS_EXACT = 48;

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGB, three bytes each, row by row. */
  readonly rgb: Uint8Array;
}

/** The picture with a palette. Two different colours may become one where there are more than 256. */
export function smallPng(png: Buffer): Buffer {
  const { width, height, rgb } = decode(png);
  const { palette, indexOf } = paletteOf(rgb);
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) lines[y * (width + 1) + 1 + x] = indexOf(colourAt(rgb, at));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // PNG (third edition) §11.2.1: 8 bits, palette, deflate, adaptive filter, not interlaced.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk(
      'PLTE',
      Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff])),
    ),
    chunk('IDAT', deflateSync(lines, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function colourAt(rgb: Uint8Array, at: number): number {
  return ((rgb[at] ?? 0) << 16) | ((rgb[at + 1] ?? 0) << 8) | (rgb[at + 2] ?? 0);
}

/** The most used colours, and for every other one the nearest of them. */
function paletteOf(rgb: Uint8Array): { palette: readonly number[]; indexOf: (colour: number) => number } {
  const uses = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = colourAt(rgb, at);
    uses.set(colour, (uses.get(colour) ?? 0) + 1);
  }
  const byUse = [...uses].sort(([a, usedA], [b, usedB]) => usedB - usedA || a - b).map(([colour]) => colour);
  const palette = spread(byUse);
  const known = new Map(palette.map((colour, index) => [colour, index]));
  const indexOf = (colour: number): number => {
    let index = known.get(colour);
    if (index === undefined) {
      index = nearest(palette, colour);
      known.set(colour, index);
    }
    return index;
  };
  return { palette, indexOf };
}

/** Takes colours by use, but after the surfaces none that is hardly different from one taken, until the palette is full. */
function spread(byUse: readonly number[]): readonly number[] {
  if (byUse.length <= COLOURS_MAX) return byUse;
  for (let apart = 12; ; apart += 8) {
    const taken: number[] = [];
    for (const colour of byUse) {
      const fits = taken.length < COLOURS_EXACT || taken.every((other) => distance(colour, other) >= apart);
      if (fits) taken.push(colour);
      if (taken.length > COLOURS_MAX) break;
    }
    if (taken.length <= COLOURS_MAX) return taken;
  }
}

function distance(a: number, b: number): number {
  const red = (a >> 16) - (b >> 16);
  const green = ((a >> 8) & 0xff) - ((b >> 8) & 0xff);
  const blue = (a & 0xff) - (b & 0xff);
  return red * red + green * green + blue * blue;
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0;
  for (let index = 1; index < palette.length; index++) {
    if (distance(palette[index] ?? 0, colour) < distance(palette[best] ?? 0, colour)) best = index;
  }
  return best;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function decode(png: Buffer): Pixels {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG');
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const colourType = png[25];
  if (png[24] !== 8 || png[28] !== 0 || (colourType !== 2 && colourType !== 6))
    throw new Error('not as Chromium writes');
  const channels = colourType === 2 ? 3 : 4;
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const lines = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++)
      rgb[pixel * 3 + channel] = lines[pixel * channels + channel] ?? 0;
  }
  return { width, height, rgb };
}

/** PNG (third edition) §9: takes the filters off, line by line. */
function unfilter(filtered: Uint8Array, lineBytes: number, height: number, channels: number): Uint8Array {
  const plain = new Uint8Array(lineBytes * height);
  for (let y = 0; y < height; y++) {
    const filter = filtered[y * (lineBytes + 1)] ?? 0;
    for (let x = 0; x < lineBytes; x++) {
      const at = y * lineBytes + x;
      const left = x >= channels ? (plain[at - channels] ?? 0) : 0;
      const up = y > 0 ? (plain[at - lineBytes] ?? 0) : 0;
      const corner = x >= channels && y > 0 ? (plain[at - lineBytes - channels] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      if (guess === undefined) throw new Error('unknown filter');
      plain[at] = (filtered[y * (lineBytes + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return plain;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
