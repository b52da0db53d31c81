// What is in a package, and what it can do without the checkout. Packed on a stand-in for Electron, as for any computer
// that has none: the binary is the only part that differs.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packApp } from './pack.ts';

const PACKING_MS_MAX = 120_000;
const ARCH = process.arch === 'arm64' ? 'arm64' : 'x64';

let output: string;
let packed: string;
let files: readonly string[];

beforeAll(async () => {
  if (!existsSync(join(import.meta.dirname, '../dist/main/main.js'))) {
    throw new Error('the app is not built: npm run package:dir builds it');
  }
  output = mkdtempSync(join(tmpdir(), 'hushroom-package-'));
  const [folder = ''] = await packApp({
    target: { platform: 'linux', arch: ARCH },
    output,
    electron: null,
    isFolder: true,
  });
  packed = folder;
  files = filesOf(readArchiveHeader(join(packed, 'resources/app.asar')));
}, PACKING_MS_MAX);

afterAll(() => {
  rmSync(output, { recursive: true, force: true });
});

interface ArchiveNode {
  readonly files?: Readonly<Record<string, ArchiveNode>>;
}

/** An archive begins with four 32-bit numbers, the last of them the length of the JSON that follows. */
function readArchiveHeader(path: string): ArchiveNode {
  const archive = readFileSync(path);
  const length = archive.readUInt32LE(12);
  return JSON.parse(archive.toString('utf8', 16, 16 + length)) as ArchiveNode;
}

function filesOf(node: ArchiveNode, prefix = ''): string[] {
  if (node.files === undefined) return [prefix.slice(1)];
  return Object.entries(node.files).flatMap(([name, child]) => filesOf(child, `${prefix}/${name}`));
}

it('holds every file of the interface, the preload and the engine', () => {
  const dist = join(import.meta.dirname, '../dist');
  const built = ['main', 'engine', 'renderer', 'icons'].flatMap((folder) =>
    readdirSync(join(dist, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `dist/${relative(dist, join(entry.parentPath, entry.name))}`),
  );
  const expected = [...built, 'dist/bridges/preload.cjs', 'package.json'];
  expect(files.filter((path) => !path.startsWith('node_modules/')).sort()).toEqual(expected.sort());
});

it('holds no source, no test, no source map, no type and nothing of the browser shell', () => {
  const unwanted = files.filter((path) =>
    /\.(ts|mts|svelte|map|md|gyp|[ch](pp)?)$|\.(test|spec|contract)\.|(^|\/)(test|src|deps)\/|bridges\/shell/.test(
      path,
    ),
  );
  expect(unwanted).toEqual([]);
  // Node strips no types within node_modules, so a workspace there could not run.
  expect(files.filter((path) => path.includes('@hushroom'))).toEqual([]);
});

it('holds the addon of its own system alone, beside the archive', () => {
  const addon = `node_modules/better-sqlite3-multiple-ciphers/prebuilds/linux-${ARCH}.node`;
  expect(files.filter((path) => path.endsWith('.node'))).toEqual([addon]);
  expect(existsSync(join(packed, 'resources/app.asar.unpacked', addon))).toBe(true);
});

it('names no path of the computer that packed it', () => {
  const archive = readFileSync(join(packed, 'resources/app.asar'));
  expect(archive.includes(join(import.meta.dirname, '../../..'))).toBe(false);
});

it('takes from the binary what an attacker would use it for', async () => {
  const wire = await getCurrentFuseWire(join(packed, 'hushroom'));
  const stateOf = (fuse: FuseV1Options): FuseState | undefined => wire[fuse];
  expect(stateOf(FuseV1Options.RunAsNode)).toBe(FuseState.DISABLE);
  expect(stateOf(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(FuseState.DISABLE);
  expect(stateOf(FuseV1Options.EnableNodeCliInspectArguments)).toBe(FuseState.DISABLE);
  expect(stateOf(FuseV1Options.EnableCookieEncryption)).toBe(FuseState.ENABLE);
  expect(stateOf(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(FuseState.ENABLE);
  expect(stateOf(FuseV1Options.OnlyLoadAppFromAsar)).toBe(FuseState.ENABLE);
  expect(stateOf(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(FuseState.DISABLE);
});

it('has an engine that starts and answers with what is in the package alone', async () => {
  // The staged app is what was archived, and lies outside the checkout: nothing there can stand in for what it lacks.
  const engine = fork(join(output, 'app/dist/engine/main.js'), ['--home', join(output, 'home')], {
    cwd: output,
    execArgv: [],
  });
  try {
    const [ready] = (await once(engine, 'message')) as [unknown];
    expect(ready).toEqual({ ready: true, files: expect.any(String) as unknown });
    engine.send({ id: 1, call: 'status', args: {} });
    const [status] = (await once(engine, 'message')) as [unknown];
    expect(status).toMatchObject({ id: 1, ok: true, value: { phase: 'new' } });
  } finally {
    engine.kill();
    await once(engine, 'exit');
  }
});
