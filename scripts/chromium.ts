// Finds the Chromium that tests and screenshots drive, and fetches one where none is. The order: HUSHROOM_CHROMIUM,
// PATH, Playwright's own, apt (as root on Debian), Playwright's download. If all fail, it says the one line to type.
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright';

/** The headless shell first: it draws and runs pages as the others do, without the cost of a browser around each window. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
const DEBIAN_PACKAGES = ['chromium-headless-shell', 'chromium'];
const VERSION_MS_MAX = 30_000;
const APT_LOCK_WAIT_S = 300;
const APT_RETRY_MS = 3000;

/** What every test starts Chromium with: nothing that asks the network, a display or a sandbox that root cannot have. */
export const chromiumFlags: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Letters stand where the layout put them, as on a screen; the headless shell would round their places.
  '--font-render-hinting=none',
];

/** A camera and a microphone that are made up, and somebody who always allows them: the headless shell asks nobody else. */
export const mediaFlags: readonly string[] = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

/** Has the camera show a film, a YUV4MPEG2 file that may be written until the camera is turned on. */
export function filmFlag(path: string): string {
  return `--use-file-for-fake-video-capture=${path}`;
}

/**
 * The path of a Chromium that starts. Also leaves it in HUSHROOM_CHROMIUM, so that child processes need not look again.
 * Throws with the line to type if there is none and none can be fetched.
 */
export async function findChromium(): Promise<string> {
  const found = named() ?? onPath() ?? playwrights() ?? (await fromApt()) ?? downloaded();
  if (found === null) {
    const line = onDebian() ? 'sudo apt-get install chromium' : 'npx playwright install --with-deps chromium';
    throw new Error(`The tests need a Chromium and found none. Type: ${line}`);
  }
  process.env.HUSHROOM_CHROMIUM = found;
  return found;
}

function named(): string | null {
  const path = process.env.HUSHROOM_CHROMIUM;
  if (path === undefined || path === '') return null;
  if (starts(path)) return path;
  throw new Error(`HUSHROOM_CHROMIUM is ${path}, which does not start. Correct it or unset it.`);
}

function onPath(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find(starts) ?? null;
}

function playwrights(): string | null {
  const path = chromium.executablePath();
  return starts(path) ? path : null;
}

/** True if it is there and runs: some distributions put a stub in its place that only prints advice. */
function starts(path: string): boolean {
  return existsSync(path) && spawnSync(path, ['--version'], { timeout: VERSION_MS_MAX }).status === 0;
}

function onDebian(): boolean {
  const release = '/etc/os-release';
  return existsSync(release) && /^ID=debian$/m.test(readFileSync(release, 'utf8'));
}

async function fromApt(): Promise<string | null> {
  if (!onDebian() || process.getuid?.() !== 0) return null;
  console.error('hushroom: installing chromium from Debian for the tests');
  const waiting = `DPkg::Lock::Timeout=${String(APT_LOCK_WAIT_S)}`;
  await apt(['update']);
  for (const name of DEBIAN_PACKAGES) {
    await apt(['install', '--yes', '--no-install-recommends', '-o', waiting, name]);
    const path = onPath();
    if (path !== null) return path;
  }
  return null;
}

/** Runs apt-get, again for as long as another apt holds a lock: that option of apt's does not cover its package lists. */
async function apt(args: readonly string[]): Promise<void> {
  const deadline = Date.now() + APT_LOCK_WAIT_S * 1000;
  for (;;) {
    const result: SpawnSyncReturns<string> = spawnSync('apt-get', args, {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
    });
    if (result.status === 0) return;
    if (!result.stderr.includes('Could not get lock') || Date.now() > deadline) {
      console.error(result.stderr);
      return;
    }
    await sleep(APT_RETRY_MS);
  }
}

function downloaded(): string | null {
  console.error("hushroom: fetching Playwright's chromium for the tests");
  const cli = join(import.meta.dirname, '../node_modules/playwright/cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 2, 2] });
  return playwrights();
}
