// What every keeper of blob bytes must do, as tests.
import { describe, expect, it } from 'vitest';
import type { BlobBytes } from './blob-bytes.ts';

const ID = new Uint8Array(32).fill(0xab);
const OTHER = new Uint8Array(32).fill(0xac);

async function readAll(blobs: BlobBytes, offset: number, end: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of blobs.read(ID, { offset, end })) pieces.push(piece);
  return Uint8Array.from(Buffer.concat(pieces));
}

async function write(blobs: BlobBytes, offset: number, ...chunks: readonly Uint8Array[]): Promise<void> {
  const writer = await blobs.open(ID, offset);
  for (const chunk of chunks) await writer.write(chunk);
  await writer.close();
}

export function blobBytesContract(name: string, open: () => BlobBytes): void {
  describe(`${name}: bytes of blobs`, () => {
    it('are read as they were written, in any range', async () => {
      const blobs = open();
      const bytes = Uint8Array.from({ length: 200_000 }, (_, index) => index % 251);
      await write(blobs, 0, bytes.subarray(0, 100), bytes.subarray(100));
      expect(await readAll(blobs, 0, 200_000)).toEqual(bytes);
      expect(await readAll(blobs, 65_535, 131_073)).toEqual(bytes.subarray(65_535, 131_073));
      expect(await readAll(blobs, 7, 7)).toHaveLength(0);
      await expect(readAll(blobs, 199_999, 200_001)).rejects.toThrow();
    });

    it('are cut at the offset from which they go on', async () => {
      const blobs = open();
      await write(blobs, 0, Uint8Array.of(1, 2, 3, 4));
      await write(blobs, 2, Uint8Array.of(9));
      expect(await readAll(blobs, 0, 3)).toEqual(Uint8Array.of(1, 2, 9));
      await expect(readAll(blobs, 0, 4)).rejects.toThrow();
    });

    it('are listed and removed', async () => {
      const blobs = open();
      await write(blobs, 0, Uint8Array.of(1));
      const found: Uint8Array[] = [];
      for await (const blobId of blobs.all()) found.push(blobId);
      expect(found).toEqual([ID]);
      await blobs.remove(OTHER);
      await blobs.remove(ID);
      for await (const blobId of blobs.all()) throw new Error(`still there: ${blobId.length}`);
      await expect(readAll(blobs, 0, 1)).rejects.toThrow();
    });
  });
}
