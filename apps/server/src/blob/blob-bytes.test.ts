import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { blobBytesContract } from './blob-bytes.contract.ts';
import { DiskBlobBytes } from './disk-blob-bytes.ts';
import { MemoryBlobBytes } from './memory-blob-bytes.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

blobBytesContract('memory', () => new MemoryBlobBytes());
blobBytesContract('disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relay-blobs-'));
  folders.push(folder);
  return new DiskBlobBytes(folder);
});
