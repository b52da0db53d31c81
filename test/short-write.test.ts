// What is written whole or not at all, where the system takes only a part of it: at a limit for the size of files it does
// so without an error, as on a disk that becomes full, and only the next write has one.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** In blocks of 512 bytes, or 1024 with some shells. */
const LIMIT_BLOCKS = 1;
const CONTENT_CHARS = 2000;

const writers = {
  'an archive': `
    import { writeArchive } from '${join(import.meta.dirname, '../packages/engine-node/src/archive/archive-writer.ts')}';
    await writeArchive(path, { key: new Uint8Array(32) }, [new TextEncoder().encode(content)]);`,
  'a small file of a profile': `
    import { replaceFile } from '${join(import.meta.dirname, '../packages/engine-node/src/profile/durable-file.ts')}';
    replaceFile(path, content);`,
  "a text of the relay's folder": `
    import { DataFolder } from '${join(import.meta.dirname, '../apps/server/src/data-folder.ts')}';
    new DataFolder(folder).write('file', content);`,
  "bytes of the relay's folder": `
    import { DataFolder } from '${join(import.meta.dirname, '../apps/server/src/data-folder.ts')}';
    new DataFolder(folder).write('file', new TextEncoder().encode(content));`,
};

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hushroom-short-'));
  path = join(folder, 'file');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs a writer under the limit: the code of its error, or an empty text if it said nothing of one. */
function faultOf(writer: string): string {
  const program = `
    const [, folder, path] = process.argv;
    const content = 'x'.repeat(${String(CONTENT_CHARS)});
    process.on('uncaughtException', (error) => process.stdout.write(error.code));
    ${writer}`;
  const limited = `ulimit -f ${String(LIMIT_BLOCKS)} && exec "$0" "$@"`;
  const node = [process.execPath, '--input-type=module', '--eval', program, folder, path];
  const { stdout, stderr } = spawnSync('sh', ['-c', limited, ...node], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
}

describe.skipIf(process.platform === 'win32')('a write that the system cuts short', () => {
  for (const [name, writer] of Object.entries(writers)) {
    it(`does not pass for ${name}`, () => {
      expect(faultOf(writer)).toBe('EFBIG');
      expect(existsSync(path)).toBe(false);
    });
  }
});
