import { describe, expect, it } from 'vitest';
import { FILE_BYTES_MAX } from '@hushroom/ipc';
import { BLOB_BYTES_MAX } from '@hushroom/wire';
import { blobBytes, paddedFileBytes } from './blob-size.ts';

describe('the padded length of a file', () => {
  it('is Padmé: at most an eighth longer, and few lengths in all', () => {
    for (let size = 1; size < FILE_BYTES_MAX; size = Math.ceil(size * 1.07)) {
      const padded = paddedFileBytes(size);
      expect(padded).toBeGreaterThanOrEqual(size);
      if (size > 1024) expect(padded).toBeLessThanOrEqual(size * 1.125);
      expect(paddedFileBytes(padded)).toBe(padded);
    }
    expect([0, 1, 1024].map(paddedFileBytes)).toEqual([1024, 1024, 1024]);
    // By hand: 33,000 has exponent 15, keeps 4 bits, and so goes up in steps of 2,048.
    expect(paddedFileBytes(33_000)).toBe(34_816);
  });

  it('of the longest file is the longest blob that a relay takes', () => {
    expect(blobBytes(FILE_BYTES_MAX)).toBe(BLOB_BYTES_MAX);
  });
});
