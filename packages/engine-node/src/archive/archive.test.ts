import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ProfileError } from '../error.ts';
import type { ArchiveSecret } from './archive-header.ts';
import { readArchive } from './archive-reader.ts';
import { writeArchive } from './archive-writer.ts';

const secret: ArchiveSecret = {
  passphrase: 'the recovery passphrase',
  parameters: { name: 'argon2id13', memoryBytes: 8192, passes: 1 },
};
/** Needs no derivation: for what is done many times. */
const kept: ArchiveSecret = { key: new Uint8Array(32).fill(9) };
const ITEM_BYTES_MAX = 300_000;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hushroom-archive-'));
  path = join(folder, 'archive');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function read(opener: ArchiveSecret = secret): Promise<Uint8Array[]> {
  const found: Uint8Array[] = [];
  for await (const item of readArchive(path, opener, ITEM_BYTES_MAX)) found.push(item);
  return found;
}

async function codeOf(step: Promise<unknown>): Promise<string | null> {
  try {
    await step;
    return null;
  } catch (error) {
    if (error instanceof ProfileError) return error.code;
    throw error;
  }
}

const items = [
  new Uint8Array(0),
  new Uint8Array(5).fill(1),
  new Uint8Array(200_000).fill(2),
  Uint8Array.of(3),
];

it('gives back what was written, whatever the sizes, and leaves no unfinished file', async () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 140_000 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(sizes, async (lengths) => {
      const written = lengths.map((length, index) => new Uint8Array(length).fill(index));
      rmSync(path, { force: true });
      const bytes = await writeArchive(path, kept, written);
      expect(readFileSync(path).length).toBe(bytes);
      expect(await read(kept)).toEqual(written);
      expect(readdirSync(folder)).toEqual(['archive']);
    }),
    { numRuns: 10 },
  );
});

it('opens with its own secret only', async () => {
  await writeArchive(path, secret, items);
  expect(await codeOf(read({ ...secret, passphrase: 'another' }))).toBe('passphrase-wrong');
  expect(await codeOf(read({ key: new Uint8Array(32) }))).toBe('backup-foreign');
  const key = new Uint8Array(32).fill(9);
  await writeArchive(path, { key }, items);
  expect(await read({ key })).toEqual(items);
  expect(await codeOf(read())).toBe('backup-foreign');
  expect(await codeOf(read({ key: new Uint8Array(32) }))).toBe('backup-damaged');
  rmSync(path);
  expect(await codeOf(read())).toBe('backup-missing');
});

it('shows nothing of what is in it', async () => {
  const marker = 'a marker that must not be readable';
  await writeArchive(path, secret, [new TextEncoder().encode(marker)]);
  expect(readFileSync(path).includes(marker)).toBe(false);
});

it('is refused wherever one bit of it was changed', async () => {
  await writeArchive(path, kept, items);
  const whole = readFileSync(path);
  const place = fc.oneof(fc.nat({ max: 94 }), fc.nat({ max: whole.length - 1 }));
  await fc.assert(
    fc.asyncProperty(place, fc.nat({ max: 7 }), async (at, bit) => {
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
      writeFileSync(path, changed);
      const expected = at < 8 ? ['backup-foreign'] : ['backup-damaged', 'backup-newer', 'backup-truncated'];
      expect(expected).toContain(await codeOf(read(kept)));
    }),
    { numRuns: 60 },
  );
});

it('is refused wherever it was cut off, and with anything after its end', async () => {
  await writeArchive(path, kept, items);
  const whole = readFileSync(path);
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: whole.length - 1 }), async (length) => {
      writeFileSync(path, whole);
      truncateSync(path, length);
      expect(await codeOf(read(kept))).toBe(length < 8 ? 'backup-foreign' : 'backup-truncated');
    }),
    { numRuns: 40 },
  );
  writeFileSync(path, Buffer.concat([whole, Buffer.of(0)]));
  expect(['backup-damaged', 'backup-truncated']).toContain(await codeOf(read(kept)));
});

it('is refused by a version that does not know its form', async () => {
  await writeArchive(path, secret, items);
  const newer = readFileSync(path);
  newer.writeUInt8(2, 8);
  writeFileSync(path, newer);
  expect(await codeOf(read())).toBe('backup-newer');
});

it.runIf(process.platform === 'linux')(
  'leaves no file open that could not be finished: it would hold its room',
  async () => {
    const unreadable = function* (): Generator<Uint8Array> {
      yield Uint8Array.of(1);
      throw new ProfileError('disk-full');
    };
    expect(await codeOf(writeArchive(path, kept, unreadable()))).toBe('disk-full');
    const open = readdirSync('/proc/self/fd').flatMap((file) => {
      try {
        return readlinkSync(`/proc/self/fd/${file}`);
      } catch {
        // The one that the list itself was read by.
        return [];
      }
    });
    expect(open.filter((name) => name.startsWith(folder))).toEqual([]);
  },
);
