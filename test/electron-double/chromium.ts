// A Chromium of one's own, with a fresh profile, reachable over the DevTools protocol, and without any network.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromiumFlags, findChromium, mediaFlag } from '../../scripts/chromium.ts';

export interface RunningChromium {
  /** The browser's WebSocket address. */
  readonly url: string;
  close(): Promise<void>;
}

export async function startChromium(flags: readonly string[]): Promise<RunningChromium> {
  const folder = mkdtempSync(join(tmpdir(), 'hushroom-chromium-'));
  const child = spawn(
    await findChromium(),
    [
      ...chromiumFlags,
      mediaFlag,
      ...flags,
      '--remote-debugging-port=0',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      `--user-data-dir=${folder}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const lines = createInterface(child.stderr);
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const [, address] = /^DevTools listening on (ws:.*)$/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error('Chromium ended before it listened'));
    });
  });
  return {
    url,
    close: async () => {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
