// Blobs over real TLS: what is put comes back, nothing half-written does, and those who break rules get a code.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bearer, BLOB_BYTES_MAX, blobPath } from '@hushroom/wire';
import { hex } from '../src/bytes.ts';
import type { RelayLimits } from '../src/index.ts';
import { startRelay, type StartedRelay } from '../src/start.ts';
import { ask, get, makeBlob, put, reserve, type TestBlob } from './blob-client.ts';
import { TestClient } from './client.ts';
import { register } from './device.ts';

let data: string;
let relay: StartedRelay;
let alice: TestClient;
const faults: unknown[] = [];

async function start(limits: Partial<RelayLimits> = {}): Promise<void> {
  const config = { host: '127.0.0.1', port: 0, data, name: 'test relay', registration: 'open' as const };
  const reports = { onEvent: () => undefined, onFault: (error: unknown) => faults.push(error) };
  relay = await startRelay(config, reports, { limits });
  alice = await TestClient.connect(relay.address);
  await register(alice, 'alice');
}

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'relay-blob-test-'));
});
afterEach(async () => {
  await relay.stop();
  rmSync(data, { recursive: true });
  expect(faults.splice(0)).toEqual([]);
});

const fileOf = ({ blobId }: TestBlob): string => join(data, 'blobs', hex(blobId.subarray(0, 1)), hex(blobId));

/** Resolves when a request's connection is gone, with or without an error. */
function closed(request: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    request.once('close', resolve);
  });
}

/** Lets the relay see a body break off after `bytes`. */
async function breakOff(blob: TestBlob, token: Uint8Array, bytes: number): Promise<void> {
  const broken = httpsRequest({
    host: '127.0.0.1',
    port: relay.port,
    rejectUnauthorized: false,
    method: 'PUT',
    path: blobPath(blob.blobId, 0),
    headers: { authorization: bearer(token), 'content-length': blob.bytes.length },
  });
  broken.on('error', () => undefined);
  await new Promise((resolve) => broken.write(blob.bytes.subarray(0, bytes), resolve));
  // It is with the relay once it is on its disk.
  await expect.poll(() => existsSync(fileOf(blob))).toBe(true);
  broken.destroy();
}

describe('blobs', () => {
  it('are put in pieces and read by whoever knows the id, whole or in ranges', async () => {
    await start();
    const blob = makeBlob(300_000);
    const { token, received } = await reserve(alice, blob);
    expect(received).toBe(0);
    expect((await put(relay.port, blob, { token, end: 100_000 })).body.toString()).toBe('100000');
    // Nothing is served of a part.
    expect((await get(relay.port, blob.blobId)).status).toBe(404);
    const last = await put(relay.port, blob, { token, offset: 100_000 });
    expect([last.status, last.body.toString()]).toEqual([200, '300000']);

    const whole = await get(relay.port, blob.blobId);
    expect(whole.status).toBe(200);
    expect(Uint8Array.from(whole.body)).toEqual(blob.bytes);
    const part = await get(relay.port, blob.blobId, 'bytes=65000-200000');
    expect([part.status, part.headers['content-range']]).toEqual([206, 'bytes 65000-200000/300000']);
    expect(Uint8Array.from(part.body)).toEqual(blob.bytes.subarray(65_000, 200_001));
    const rest = await get(relay.port, blob.blobId, 'bytes=299999-');
    expect([rest.status, rest.body.length]).toEqual([206, 1]);
    expect((await get(relay.port, blob.blobId, 'bytes=300000-')).status).toBe(416);
    const head = await ask(relay.port, { method: 'HEAD', path: blobPath(blob.blobId) });
    expect([head.status, head.headers['content-length']]).toEqual([200, '300000']);
  });

  it('keep what came before a body broke off, and go on from there', async () => {
    await start();
    const blob = makeBlob(1_000_000);
    const { token } = await reserve(alice, blob);
    await breakOff(blob, token, 400_000);
    let at = 0;
    await expect.poll(async () => (at = (await reserve(alice, blob)).received)).toBeGreaterThan(0);
    expect(at).toBeLessThanOrEqual(400_000);
    const again = await reserve(alice, blob);
    expect((await put(relay.port, blob, { token: again.token, offset: at })).status).toBe(200);
    expect(Uint8Array.from((await get(relay.port, blob.blobId)).body)).toEqual(blob.bytes);
  });

  it('are taken with the token and at the offset of the reservation only', async () => {
    await start();
    const blob = makeBlob(1000);
    const { token } = await reserve(alice, blob);
    const wrong = new Uint8Array(32);
    const refusal = async (answer: ReturnType<typeof put>) => {
      const { status, body } = await answer;
      return [status, body.toString()];
    };
    expect(await refusal(put(relay.port, blob, { token: wrong }))).toEqual([403, 'no-access']);
    expect(await refusal(put(relay.port, makeBlob(10), { token }))).toEqual([403, 'no-access']);
    expect(await refusal(put(relay.port, blob, { token, offset: 1 }))).toEqual([409, 'conflict']);
    const longer = { ...blob, bytes: new Uint8Array(1001) };
    expect(await refusal(put(relay.port, longer, { token }))).toEqual([413, 'too-large']);
    const path = blobPath(blob.blobId, 0);
    expect((await ask(relay.port, { method: 'PUT', path }, blob.bytes)).status).toBe(403);
    expect((await ask(relay.port, { method: 'POST', path }, blob.bytes)).status).toBe(405);
    for (const bad of [`/blob/${'0'.repeat(63)}`, '/blob/../relay.db', `/blob/${'A'.repeat(64)}`, '/blob/']) {
      expect((await ask(relay.port, { path: bad })).status).toBe(426);
    }
    // A newer token takes the place of the one before it.
    const newer = await reserve(alice, blob);
    expect((await put(relay.port, blob, { token })).status).toBe(403);
    expect((await put(relay.port, blob, { token: newer.token })).status).toBe(200);
  });

  it('are deleted with their token and by nobody else', async () => {
    await start();
    const blob = makeBlob(1000);
    const { token } = await reserve(alice, blob);
    await put(relay.port, blob, { token });
    const { blobId } = blob;
    const withoutToken = { type: 'blob.delete', blobId, deleteToken: new Uint8Array(32) } as const;
    expect(await alice.refusal(withoutToken)).toBe('no-access');
    expect((await get(relay.port, blobId)).status).toBe(200);
    await alice.request({ type: 'blob.delete', blobId, deleteToken: blob.deleteToken });
    expect((await get(relay.port, blobId)).status).toBe(404);
    expect(existsSync(fileOf(blob))).toBe(false);
  });

  it('have limits: of size, of account and of all', async () => {
    await start({ blobBytesPerAccountMax: 1000, blobBytesMax: 1500 });
    const refusal = async (client: TestClient, size: number) => {
      const { blobId, deleteToken } = makeBlob(1);
      return client.refusal({ type: 'blob.reserve', blobId, size, deleteHash: deleteToken });
    };
    expect(await refusal(alice, BLOB_BYTES_MAX + 1)).toBe('too-large');
    expect(await refusal(alice, 0)).toBe('bad-request');
    expect(await refusal(alice, 1001)).toBe('quota');
    const blob = makeBlob(1000);
    await put(relay.port, blob, await reserve(alice, blob));
    const bob = await TestClient.connect(relay.address);
    await register(bob, 'bob');
    expect(await refusal(bob, 600)).toBe('storage-full');
  });

  it('keep nobody out by what was only reserved, and can be finished from their half on', async () => {
    await start({ blobBytesPerAccountMax: 1000, blobBytesMax: 1500 });
    const bob = await TestClient.connect(relay.address);
    await register(bob, 'bob');
    const [idle, blob, later] = [makeBlob(1000), makeBlob(1000), makeBlob(600)];
    await reserve(alice, idle);
    const { token } = await reserve(bob, blob);
    expect((await put(relay.port, blob, { token, end: 500 })).status).toBe(200);
    const { token: idleToken } = await reserve(alice, idle);
    expect((await put(relay.port, idle, { token: idleToken, end: 250 })).status).toBe(200);
    const refused = await put(relay.port, idle, { token: idleToken, offset: 250 });
    expect([refused.status, refused.body.toString()]).toEqual([507, 'storage-full']);
    expect((await put(relay.port, blob, { token, offset: 500 })).status).toBe(200);

    // What came is kept, and goes on once there is room.
    await bob.request({ type: 'blob.delete', blobId: blob.blobId, deleteToken: blob.deleteToken });
    expect((await put(relay.port, idle, { token: idleToken, offset: 250 })).status).toBe(200);
    const { blobId, deleteToken } = later;
    const tooLate = { type: 'blob.reserve', blobId, size: 600, deleteHash: deleteToken } as const;
    expect(await bob.refusal(tooLate)).toBe('storage-full');
  });

  it('cut off who sends or reads too slowly', async () => {
    await start({ blobStallMs: 300, blobStallBytes: 16_384, blobTransfersPerIpMax: 1 });
    // More than the buffers of two ends of a connection hold.
    const blob = makeBlob(32 * 1024 * 1024);
    const { token } = await reserve(alice, blob);
    const slow = httpsRequest({
      host: '127.0.0.1',
      port: relay.port,
      rejectUnauthorized: false,
      method: 'PUT',
      path: blobPath(blob.blobId, 0),
      headers: { authorization: bearer(token), 'content-length': blob.bytes.length },
    });
    const ended = closed(slow);
    slow.on('error', () => undefined);
    const drip = setInterval(() => slow.write('x'), 20);
    await ended;
    clearInterval(drip);

    const goOn = async () => {
      const { received, token: next } = await reserve(alice, blob);
      return (await put(relay.port, blob, { token: next, offset: received })).status;
    };
    await expect.poll(goOn).toBe(200);
    const reading = httpsRequest({
      host: '127.0.0.1',
      port: relay.port,
      rejectUnauthorized: false,
      path: blobPath(blob.blobId),
    });
    reading.end();
    reading.on('error', () => undefined);
    // The response is never read: what fills the buffers between is all that moves.
    reading.on('response', (response) => response.on('error', () => undefined).pause());
    const head = async () => (await ask(relay.port, { method: 'HEAD', path: blobPath(blob.blobId) })).status;
    await expect.poll(head).toBe(429);
    // Its place is free again once it was cut off.
    await expect.poll(head, { timeout: 10_000 }).toBe(200);
    reading.destroy();
  });

  it('are limited in number at once, of one address', async () => {
    await start({ blobTransfersPerIpMax: 1, blobStallMs: 5000 });
    const blob = makeBlob(100_000);
    const { token } = await reserve(alice, blob);
    const open = httpsRequest({
      host: '127.0.0.1',
      port: relay.port,
      rejectUnauthorized: false,
      method: 'PUT',
      path: blobPath(blob.blobId, 0),
      headers: { authorization: bearer(token), 'content-length': blob.bytes.length },
    });
    open.on('error', () => undefined);
    open.write(blob.bytes.subarray(0, 10));
    await expect.poll(() => existsSync(fileOf(blob))).toBe(true);
    expect((await get(relay.port, blob.blobId)).body.toString()).toBe('rate-limited');
    open.destroy();
    await expect.poll(async () => (await get(relay.port, blob.blobId)).status).toBe(404);
  });

  it('expire, whole and partial', async () => {
    await start({ blobLifetimeMs: 1, blobPartialLifetimeMs: 1, expiryMs: 20 });
    const blob = makeBlob(1000);
    const { token } = await reserve(alice, blob);
    await put(relay.port, blob, { token });
    await expect.poll(() => existsSync(fileOf(blob))).toBe(false);
    expect((await get(relay.port, blob.blobId)).status).toBe(404);
  });

  it('whose bytes are left without a place are removed at the next start', async () => {
    const stray = makeBlob(1);
    mkdirSync(join(data, 'blobs', hex(stray.blobId.subarray(0, 1))), { recursive: true });
    writeFileSync(fileOf(stray), 'left over');
    await start();
    await expect.poll(() => existsSync(fileOf(stray))).toBe(false);
  });
});
