// Packs the app: npm run package, or npm run package:dir for the unpacked folder alone. Writes to apps/desktop/out.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packApp } from './pack.ts';

const desktop = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { dir: { type: 'boolean', default: false } } });
const { platform, arch } = process;
if (platform !== 'linux' && platform !== 'darwin' && platform !== 'win32')
  throw new Error(`no app for ${platform}`);
if (arch !== 'x64' && arch !== 'arm64') throw new Error(`no app for ${arch}`);

const electron = join(desktop, '../../node_modules/electron/dist');
const isThere = existsSync(electron);
if (!isThere && !values.dir) {
  process.stderr.write(
    'Electron is not here: start the app once with a display, or use npm run package:dir.\n',
  );
  process.exit(1);
}
if (!isThere)
  process.stderr.write('Electron is not here: this package is for looking at, it does not run.\n');
const paths = await packApp({
  target: { platform, arch },
  output: join(desktop, 'out'),
  electron: isThere ? electron : null,
  isFolder: values.dir,
});
for (const path of paths) process.stdout.write(`${path}\n`);
