// Inputs that once failed, kept as files: NAME-OF-TARGET.HASH.hex.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'regressions');
const HASH_CHARS = 16;

export interface Regression {
  readonly file: string;
  readonly target: string;
  readonly input: Uint8Array;
}

export function regressions(): Regression[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.hex'))
    .map((file) => ({
      file,
      target: file.split('.')[0] ?? '',
      input: new Uint8Array(Buffer.from(readFileSync(join(folder, file), 'utf8').trim(), 'hex')),
    }));
}

/** Keeps an input that failed. Returns the file's path. */
export function keepRegression(target: string, input: Uint8Array): string {
  const hash = createHash('sha256').update(input).digest('hex').slice(0, HASH_CHARS);
  const path = join(folder, `${target}.${hash}.hex`);
  writeFileSync(path, `${Buffer.from(input).toString('hex')}\n`);
  return path;
}
