// A distribution of Electron without Electron, for computers that cannot fetch the real one: the files that
// electron-builder expects, and a binary that is nothing but the place of the fuses. What is packed with it does not run.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from './staging.ts';

/** Marks the fuses in a binary of Electron: version, number of fuses, and one character for each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSE_VERSION = 1;
/** All that Electron 45 has. */
const FUSES = 9;
const FUSE_ON = '1';

/** Writes it to `folder`, every fuse on, so that each that is off was switched off by the packaging. */
export function writeStandInElectron(folder: string, { platform }: Target): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'), { recursive: true });
  const header = Buffer.from([FUSE_VERSION, FUSES]);
  const wire = Buffer.concat([Buffer.from(SENTINEL), header, Buffer.from(FUSE_ON.repeat(FUSES))]);
  const binary = platform === 'win32' ? 'electron.exe' : 'electron';
  writeFileSync(join(folder, binary), Buffer.concat([Buffer.alloc(1024), wire, Buffer.alloc(1024)]), {
    mode: 0o755,
  });
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak']) {
    writeFileSync(join(folder, name), '');
  }
}
