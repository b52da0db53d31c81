// The link must reach the browser without standing where other users of the computer can read it.
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openBrowser } from './open-browser.ts';

const LINK = 'http://127.0.0.1:5000/#a-token_of-this-test';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hushroom-open-'));
  const opener = join(folder, 'xdg-open');
  writeFileSync(opener, '#!/bin/sh\nprintf "%s\\n" "$@" > "$0.args.new" && mv "$0.args.new" "$0.args"\n');
  chmodSync(opener, 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH ?? ''}`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe.runIf(process.platform === 'linux')('opening the browser', () => {
  it('gives it a file that only this user can read, and takes the file away again', async () => {
    const args = join(folder, 'xdg-open.args');
    const opened = new Promise<void>((resolve) => {
      const watcher = watch(folder, () => {
        if (!existsSync(args)) return;
        watcher.close();
        resolve();
      });
    });
    const remove = openBrowser(folder, LINK);
    const page = join(folder, 'open.html');
    expect(statSync(page).mode & 0o777).toBe(0o600);
    expect(readFileSync(page, 'utf8')).toContain(LINK);
    await opened;
    expect(readFileSync(args, 'utf8')).toBe(`${page}\n`);
    remove();
    expect(existsSync(page)).toBe(false);
  });

  it('writes through no link that stands in its place', () => {
    const elsewhere = join(folder, 'elsewhere');
    writeFileSync(elsewhere, 'as it was');
    symlinkSync(elsewhere, join(folder, 'open.html'));
    openBrowser(folder, LINK)();
    expect(readFileSync(elsewhere, 'utf8')).toBe('as it was');
  });
});
