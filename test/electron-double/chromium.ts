// A Chromium for the apps on the double, with a fresh profile, reachable over the DevTools protocol, and without any
// network. One serves every app of a test process, each in a context of its own: starting one is half of an app's start.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser } from 'playwright';
import { chromiumFlags, findChromium, mediaFlags } from '../../scripts/chromium.ts';

export interface RunningChromium {
  /** Its WebSocket address, for the apps. */
  readonly url: string;
  /** The same, for the test. */
  readonly browser: Browser;
}

/** By the browser of the test process, with which they end. */
const running = new WeakMap<Browser, Promise<RunningChromium>>();

/** The Chromium that goes with a test's own browser; started for the first who asks. */
export function chromiumBeside(browser: Browser): Promise<RunningChromium> {
  const known = running.get(browser);
  if (known !== undefined) return known;
  const starting = startChromium(browser).then(async (url) => ({
    url,
    // Before there are pages: a connection that comes later waits for each to be ready, also for one that never is.
    browser: await chromium.connectOverCDP(url),
  }));
  running.set(browser, starting);
  return starting;
}

async function startChromium(browser: Browser): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hushroom-chromium-'));
  const child = spawn(
    await findChromium(),
    [
      ...chromiumFlags,
      ...mediaFlags,
      '--remote-debugging-port=0',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      `--user-data-dir=${folder}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const end = (): void => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  browser.once('disconnected', end);
  process.once('exit', end);
  const lines = createInterface(child.stderr);
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const [, address] = /^DevTools listening on (ws:.*)$/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error('Chromium ended before it listened'));
    });
  });
}
