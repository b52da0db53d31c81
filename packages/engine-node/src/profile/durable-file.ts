// Replaces a small file so that after a crash or a power cut it is the old one or the new one, whole.
import { closeSync, copyFileSync, fsyncSync, openSync, renameSync, writeSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Readable and writable by this user only. */
const MODE = 0o600;

/** Writes `text` to `path`, durably; the content before it, if any, goes to `backup` first. */
export function replaceFile(path: string, text: string, backup: string): void {
  const next = `${path}.new`;
  writeThrough(next, text);
  if (existsSync(path)) {
    copyFileSync(path, `${backup}.new`);
    syncFile(`${backup}.new`, 'r+');
    renameSync(`${backup}.new`, backup);
  }
  renameSync(next, path);
  // The names are in the folder: without this they may be lost though the contents are not. Windows has no such call.
  if (process.platform !== 'win32') syncFile(dirname(path), 'r');
}

function writeThrough(path: string, text: string): void {
  const file = openSync(path, 'w', MODE);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFile(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
