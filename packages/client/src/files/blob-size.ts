// How long the blob of a file is. Padding leaves the relay to guess among files of sizes that differ by up to an eighth.
import { FILE_CHUNK_BYTES, FILE_HEADER_BYTES, FILE_TAG_BYTES } from '@hushroom/crypto';

const SMALLEST_BYTES = 1024;

/**
 * The plaintext length that a file is padded to with zeros: Padmé, which keeps as many leading bits of a length L as the
 * bit length of log2(L) has, rounding up; at least 1 KiB.
 */
export function paddedFileBytes(sizeBytes: number): number {
  const length = Math.max(SMALLEST_BYTES, sizeBytes);
  const exponent = Math.floor(Math.log2(length));
  const keptBits = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - keptBits);
  return Math.ceil(length / step) * step;
}

/** Bytes of the blob that a file of this size becomes. */
export function blobBytes(sizeBytes: number): number {
  const padded = paddedFileBytes(sizeBytes);
  return FILE_HEADER_BYTES + padded + Math.ceil(padded / FILE_CHUNK_BYTES) * FILE_TAG_BYTES;
}
