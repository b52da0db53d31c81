import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openElectron } from './windows.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hushroom-windows-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A program in the place of Electron's binary. */
function program(script: string): string {
  const path = join(folder, 'electron');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe.skipIf(process.platform === 'win32')('the Electron window', () => {
  it('is none where Electron ends at once or cannot be run', async () => {
    expect(await openElectron(program('exit 1'), [])).toBeNull();
    expect(await openElectron(join(folder, 'missing'), [])).toBeNull();
  });

  it('closes with the program, and ends it when stopped', async () => {
    const window = await openElectron(program('exec sleep 60'), []);
    expect(window?.freshLink()).toBeNull();
    await window?.stop();
    expect(await window?.closed).toBe(1);
  });

  it('is closed, and no failure, when its user closes it quickly', async () => {
    const window = await openElectron(program('exit 0'), []);
    expect(await window?.closed).toBe(0);
  });
});
