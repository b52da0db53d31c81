// Lengths that entries are padded to, so that the relay learns a bucket and not a length.

const SMALLEST_BYTES = 1024;

/** The bucket for `length` bytes: 1 KiB, or the next power of two. */
export function paddedLength(length: number): number {
  let bucket = SMALLEST_BYTES;
  while (bucket < length) bucket *= 2;
  return bucket;
}
