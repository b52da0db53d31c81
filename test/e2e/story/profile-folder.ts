// What a test does to a profile's folder.
import { execFile } from 'node:child_process';
import {
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SNAPSHOT_NOW = join(import.meta.dirname, 'snapshot-now.ts');
const PAGE_BYTES = 4096;
const SNAPSHOT_MS_MAX = 60_000;

/**
 * Overwrites part of the message database's first page while no app has it open, as a failing disk would: nothing of it opens
 * any more.
 */
export function damage(folder: string): void {
  const path = join(folder, 'messages.db');
  writeFileSync(path, readFileSync(path).fill(0x55, 100, 200));
  for (const name of readdirSync(folder)) if (/-(wal|shm)$/.test(name)) rmSync(join(folder, name));
}

/**
 * Overwrites all pages of the message database but the first, while an engine has it open: what that has not read yet, it
 * cannot any more.
 */
export function damageUnread(folder: string): void {
  const path = join(folder, 'messages.db');
  const file = openSync(path, 'r+');
  const { size } = fstatSync(file);
  writeSync(file, Buffer.alloc(size - PAGE_BYTES, 0x55), 0, size - PAGE_BYTES, PAGE_BYTES);
  closeSync(file);
}

/** Has the profile write its daily snapshot, of what is there now, in place of one that it wrote by itself a while ago. */
export async function writeSnapshotNow(folder: string, passphrase: string): Promise<void> {
  rmSync(join(folder, 'snapshots'), { recursive: true, force: true });
  const args = [SNAPSHOT_NOW, folder, passphrase];
  await promisify(execFile)(process.execPath, args, { timeout: SNAPSHOT_MS_MAX });
}
