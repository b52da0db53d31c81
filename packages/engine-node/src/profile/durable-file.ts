// Replaces a small file so that after a crash or a power cut it is the old one or the new one, whole.
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Readable and writable by this user only. */
const MODE = 0o600;

/** Writes `text` to `path`, durably. */
export function replaceFile(path: string, text: string): void {
  const next = `${path}.new`;
  const file = openSync(next, 'w', MODE);
  try {
    // Not writeSync, which may write a part only.
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(next, path);
  syncFolder(dirname(path));
}

/** The name is in the folder: without this it may be lost though the content is not. Windows has no such call. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
