// What a test does to a profile's folder while no app has it open.
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SNAPSHOT_NOW = join(import.meta.dirname, 'snapshot-now.ts');
const SNAPSHOT_MS_MAX = 60_000;

/** Overwrites part of the message database's first page, as a failing disk would: nothing of it opens any more. */
export function damage(folder: string): void {
  const path = join(folder, 'messages.db');
  writeFileSync(path, readFileSync(path).fill(0x55, 100, 200));
  for (const name of readdirSync(folder)) if (/-(wal|shm)$/.test(name)) rmSync(join(folder, name));
}

/** Has the profile write its daily snapshot. */
export async function writeSnapshotNow(folder: string, passphrase: string): Promise<void> {
  const args = [SNAPSHOT_NOW, folder, passphrase];
  await promisify(execFile)(process.execPath, args, { timeout: SNAPSHOT_MS_MAX });
}
