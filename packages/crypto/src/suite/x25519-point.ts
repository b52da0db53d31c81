// The X25519 public keys that give an all-zero shared secret with every scalar (RFC 7748 §6.1), known beforehand so
// that a received key is refused without a scalar multiplication.
import { CryptoError } from '../errors.ts';

export const X25519_POINT_BYTES = 32;

/** The u-coordinates of low order, least significant byte first. */
const LOW_ORDER: readonly Uint8Array[] = [
  coordinate(0x00, 0x00, 0x00),
  coordinate(0x01, 0x00, 0x00),
  // prettier-ignore
  Uint8Array.of(
    0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a,
    0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00,
  ),
  // prettier-ignore
  Uint8Array.of(
    0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef, 0x5b,
    0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f, 0x11, 0x57,
  ),
  // p - 1, and the non-canonical encodings p and p + 1 of 0 and 1, where p = 2^255 - 19.
  coordinate(0xec, 0xff, 0x7f),
  coordinate(0xed, 0xff, 0x7f),
  coordinate(0xee, 0xff, 0x7f),
];

/** Throws `bad-public-key` unless `point` is 32 bytes and not of low order. */
export function checkX25519Point(point: Uint8Array): void {
  if (point.length !== X25519_POINT_BYTES) throw new CryptoError('bad-public-key', 'X25519 length');
  if (LOW_ORDER.some((refused) => samePoint(refused, point))) {
    throw new CryptoError('bad-public-key', 'X25519 of low order');
  }
}

function coordinate(first: number, middle: number, last: number): Uint8Array {
  const bytes = new Uint8Array(X25519_POINT_BYTES).fill(middle);
  bytes[0] = first;
  bytes[X25519_POINT_BYTES - 1] = last;
  return bytes;
}

function samePoint(refused: Uint8Array, point: Uint8Array): boolean {
  const last = X25519_POINT_BYTES - 1;
  for (let index = 0; index < last; index += 1) if (refused[index] !== point[index]) return false;
  // RFC 7748 §5: the top bit of the last byte is ignored.
  return refused[last] === ((point[last] ?? 0) & 0x7f);
}
