// Puts and gets of blobs for tests, as plain HTTPS requests.
import { createHash } from 'node:crypto';
import { request, type RequestOptions } from 'node:https';
import { bearer, blobPath } from '@hushroom/wire';
import type { TestClient } from './client.ts';
import { randomOf } from './device.ts';

export interface TestBlob {
  readonly blobId: Uint8Array;
  readonly deleteToken: Uint8Array;
  readonly bytes: Uint8Array;
}

export function makeBlob(size: number): TestBlob {
  return { blobId: randomOf(32), deleteToken: randomOf(32), bytes: randomOf(size) };
}

export async function reserve(client: TestClient, { blobId, deleteToken, bytes }: TestBlob) {
  const deleteHash = Uint8Array.from(createHash('sha256').update(deleteToken).digest());
  return client.request({ type: 'blob.reserve', blobId, size: bytes.length, deleteHash });
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** One request; rejects when the connection ends without an answer. */
export function ask(port: number, options: RequestOptions, body?: Uint8Array): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Puts the part of a blob from `offset` to `end`. */
export function put(
  port: number,
  blob: TestBlob,
  { token, offset = 0, end = blob.bytes.length }: { token: Uint8Array; offset?: number; end?: number },
): Promise<Answer> {
  const options = {
    method: 'PUT',
    path: blobPath(blob.blobId, offset),
    headers: { authorization: bearer(token) },
  };
  return ask(port, options, blob.bytes.subarray(offset, end));
}

export function get(port: number, blobId: Uint8Array, range?: string): Promise<Answer> {
  return ask(port, { path: blobPath(blobId), headers: range === undefined ? {} : { range } });
}
