// Whether the app can be Electron here, and its binary: there already, or fetched by Electron's own installer.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const FETCH_MS_MAX = 60_000;
const FAILURE_KEPT_MS = 24 * 60 * 60 * 1000;

export type ElectronChoice =
  | { readonly binary: string }
  /** Why it is the browser shell, as the rest of a sentence. */
  | { readonly binary: null; readonly because: string };

export function hasDisplay(environment: NodeJS.ProcessEnv): boolean {
  if (process.platform !== 'linux') return environment['SSH_CONNECTION'] === undefined;
  return [environment['DISPLAY'], environment['WAYLAND_DISPLAY']].some(
    (name) => name !== undefined && name !== '',
  );
}

/** Root has no sandbox in Chromium, and we start neither Electron nor a browser without one. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** `home` keeps the memory of a failed fetch, so that a computer without the way to it waits once a day and no more. */
export async function chooseElectron(home: string, environment: NodeJS.ProcessEnv): Promise<ElectronChoice> {
  if (!hasDisplay(environment)) return { binary: null, because: 'there is no display' };
  if (isRoot()) return { binary: null, because: 'you are root, for whom Chromium has no sandbox' };
  const folder = packageFolder();
  if (folder === null) return { binary: null, because: 'Electron is not installed' };
  const there = installedElectron();
  if (there !== null) return { binary: there };
  if (failedLately(home)) return { binary: null, because: 'Electron could not be fetched lately' };
  process.stderr.write('Fetching Electron, once, for at most a minute.\n');
  await fetchBinary(folder);
  const fetched = installedElectron();
  if (fetched !== null) return { binary: fetched };
  mkdirSync(home, { recursive: true, mode: 0o700 });
  writeFileSync(failurePath(home), JSON.stringify({ at: Date.now() }));
  return { binary: null, because: 'Electron cannot be fetched' };
}

function packageFolder(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/** The path of Electron's binary, if it was fetched already. */
export function installedElectron(): string | null {
  const folder = packageFolder();
  if (folder === null) return null;
  const name = join(folder, 'path.txt');
  if (!existsSync(name)) return null;
  const binary = join(folder, 'dist', readFileSync(name, 'utf8'));
  return existsSync(binary) ? binary : null;
}

async function fetchBinary(folder: string): Promise<void> {
  const child = spawn(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore' });
  const limit = setTimeout(() => child.kill(), FETCH_MS_MAX);
  await once(child, 'exit');
  clearTimeout(limit);
}

function failurePath(home: string): string {
  return join(home, 'electron-unavailable.json');
}

function failedLately(home: string): boolean {
  try {
    const { at } = JSON.parse(readFileSync(failurePath(home), 'utf8')) as { at: unknown };
    return typeof at === 'number' && Date.now() - at < FAILURE_KEPT_MS;
  } catch {
    return false;
  }
}
