// The app as it is packed, put together in a folder: the built bundles, and of the two packages that they load at run
// time only what the target system runs. Neither sources, tests, types nor addons of other systems come along.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import manifest from '../package.json' with { type: 'json' };

export interface Target {
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly arch: 'x64' | 'arm64';
}

const desktop = join(import.meta.dirname, '..');
const modules = join(desktop, '../../node_modules');
const BUNDLES = ['main', 'engine', 'bridges/preload.cjs', 'renderer', 'icons'];

/** Packages that stay packages in the engine's bundle, and their files that run on `target`. */
function runtimeFiles({ platform, arch }: Target): Readonly<Record<string, readonly string[]>> {
  return {
    'better-sqlite3-multiple-ciphers': [
      'package.json',
      'LICENSE',
      ...['binding', 'database', 'index', 'sqlite-error', 'util'].map((name) => `lib/${name}.js`),
      'lib/methods',
      `prebuilds/${platform}-${arch}.node`,
    ],
    'libsodium-wrappers-sumo': ['package.json', 'LICENSE', 'dist/modules-sumo-esm/libsodium-wrappers.mjs'],
    'libsodium-sumo': ['package.json', 'LICENSE', 'dist/modules-sumo-esm/libsodium-sumo.mjs'],
  };
}

/** Fills `folder` anew with the app for `target`. Throws if the interface was not built or a package misses a file. */
export function stageApp(folder: string, target: Target): void {
  rmSync(folder, { recursive: true, force: true });
  for (const path of BUNDLES) copy(join(desktop, 'dist', path), join(folder, 'dist', path));
  for (const [name, paths] of Object.entries(runtimeFiles(target))) {
    for (const path of paths) copy(join(modules, name, path), join(folder, 'node_modules', name, path));
  }
  const { name, version, description, license } = manifest;
  const packed = {
    name: name.replace('@hushroom/', 'hushroom-'),
    productName: 'Hushroom',
    version,
    description,
    license,
    author: 'Hushroom',
    type: 'module',
    main: 'dist/main/main.js',
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(packed, null, 2)}\n`);
}

function copy(from: string, to: string): void {
  if (!existsSync(from)) throw new Error(`${from} is missing: it belongs in the package`);
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true });
}

/** The version of Electron that the app is made for. */
export function electronVersion(): string {
  const { version } = JSON.parse(readFileSync(join(modules, 'electron/package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
