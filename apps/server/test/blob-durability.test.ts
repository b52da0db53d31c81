// SIGKILL in the middle of a put: what the relay said it has it still has, and the blob ends up whole.
import { afterEach, describe, expect, it } from 'vitest';
import { get, makeBlob, put, reserve } from './blob-client.ts';
import { TestClient } from './client.ts';
import { logIn, register } from './device.ts';
import { cleanUp, newFolder, startProcess } from './process.ts';

afterEach(cleanUp);

describe('a relay that is killed while a blob is put', () => {
  it('has every byte that it acknowledged, serves nothing partial, and takes the rest', async () => {
    const data = newFolder();
    const blob = makeBlob(24 * 1024 * 1024);
    let relay = await startProcess(data);
    const first = await TestClient.connect(relay.address);
    const device = await register(first, 'alice');
    let { token, received: acknowledged } = await reserve(first, blob);
    const piece = 4 * 1024 * 1024;
    for (let round = 0; round < 3; round++) {
      const answer = await put(relay.port, blob, { token, offset: acknowledged, end: acknowledged + piece });
      acknowledged = Number(answer.body.toString());
      const doomed = put(relay.port, blob, { token, offset: acknowledged }).catch(() => null);
      setTimeout(() => relay.child.kill('SIGKILL'), 3 + 5 * round);
      await relay.ended;
      await doomed;
      relay = await startProcess(data);
      const client = await TestClient.connect(relay.address);
      await logIn(client, device);
      const grant = await reserve(client, blob);
      expect(grant.received).toBeGreaterThanOrEqual(acknowledged);
      if (grant.received === blob.bytes.length) break;
      expect((await get(relay.port, blob.blobId)).status).toBe(404);
      ({ token, received: acknowledged } = grant);
    }
    if (acknowledged < blob.bytes.length) await put(relay.port, blob, { token, offset: acknowledged });
    expect(Buffer.compare((await get(relay.port, blob.blobId)).body, blob.bytes)).toBe(0);
  }, 30_000);
});
