import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseElectron, installedElectron } from './electron-binary.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hushroom-home-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

describe.runIf(process.platform === 'linux')('electron on Linux', () => {
  it('is not for a computer without a display, nor for root, and says so', async () => {
    expect(await chooseElectron(home, {})).toEqual({ binary: null, because: 'there is no display' });
    expect(await chooseElectron(home, { DISPLAY: '' })).toMatchObject({ binary: null });
    vi.spyOn(process, 'getuid').mockReturnValue(0);
    expect(await chooseElectron(home, { DISPLAY: ':0' })).toEqual({
      binary: null,
      because: 'you are root, for whom Chromium has no sandbox',
    });
  });

  // Where Electron is installed there is nothing to fetch, so nothing to remember.
  it.skipIf(installedElectron() !== null)(
    'is not fetched again on the day when it could not be',
    async () => {
      vi.spyOn(process, 'getuid').mockReturnValue(1000);
      writeFileSync(join(home, 'electron-unavailable.json'), JSON.stringify({ at: Date.now() - 60_000 }));
      expect(await chooseElectron(home, { DISPLAY: ':0' })).toEqual({
        binary: null,
        because: 'Electron could not be fetched lately',
      });
    },
  );
});
