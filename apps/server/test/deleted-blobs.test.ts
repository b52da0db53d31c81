// Blobs that are deleted while they are put.
import { describe, expect, it } from 'vitest';
import type { BlobWriter } from '../src/blob/blob-bytes.ts';
import { MemoryBlobBytes } from '../src/blob/memory-blob-bytes.ts';
import { hex } from '../src/bytes.ts';
import { makeBlob, reserve, type TestBlob } from './blob-client.ts';
import type { TestClient } from './client.ts';
import { startCore } from './core.ts';

/** Bytes of blobs on a disk that is slow to open one. */
class SlowBytes extends MemoryBlobBytes {
  opened: Promise<unknown> = Promise.resolve();

  override async open(blobId: Uint8Array, offset: number): Promise<BlobWriter> {
    await this.opened;
    return super.open(blobId, offset);
  }
}

const remove = (client: TestClient, { blobId, deleteToken }: TestBlob) =>
  client.request({ type: 'blob.delete', blobId, deleteToken });

describe('a blob that is deleted while it is put', () => {
  it('leaves no bytes', async () => {
    const bytes = new SlowBytes();
    const core = startCore({ blobBytes: bytes });
    const { client: alice } = await core.join('alice');
    const blob = makeBlob(1000);
    const { token } = await reserve(alice, blob);
    bytes.opened = remove(alice, blob);
    const body = (async function* () {
      yield await Promise.resolve(blob.bytes);
    })();
    const put = core.relay.blobs.put({ blobId: blob.blobId, token, offset: 0, body });
    await expect(put).rejects.toThrow('no-access');
    for await (const left of bytes.all()) expect.unreachable(`bytes of ${hex(left)}`);
  });

  it('has nothing of it where it was reserved again meanwhile', async () => {
    const core = startCore();
    const { client: alice } = await core.join('alice');
    const blob = makeBlob(1000);
    const { token } = await reserve(alice, blob);
    const body = (async function* () {
      yield blob.bytes.subarray(0, 400);
      await remove(alice, blob);
      await reserve(alice, blob);
      yield blob.bytes.subarray(400);
    })();
    const put = core.relay.blobs.put({ blobId: blob.blobId, token, offset: 0, body });
    await expect(put).rejects.toThrow('no-access');
    expect((await reserve(alice, blob)).received).toBe(0);
  });
});
