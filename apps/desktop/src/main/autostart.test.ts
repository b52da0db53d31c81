import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { setAutostart } from './autostart.ts';

let configFolder: string;
beforeEach(() => {
  configFolder = mkdtempSync(join(tmpdir(), 'hushroom-autostart-'));
});
afterEach(() => {
  rmSync(configFolder, { recursive: true, force: true });
});

const path = (): string => join(configFolder, 'autostart/hushroom-a1.desktop');
const execOf = (command: readonly string[]): string => {
  setAutostart(true, { configFolder, name: 'hushroom-a1', command });
  return /^Exec=(.*)$/m.exec(readFileSync(path(), 'utf8'))?.[1] ?? '';
};

it('starts with the session, with its profile, until it is switched off', () => {
  expect(execOf(['/opt/Hushroom/hushroom', '--profile', 'work'])).toBe(
    '"/opt/Hushroom/hushroom" "--profile" "work"',
  );
  setAutostart(false, { configFolder, name: 'hushroom-a1', command: [] });
  expect(existsSync(path())).toBe(false);
  // Switched off twice is no fault.
  setAutostart(false, { configFolder, name: 'hushroom-a1', command: [] });
});

it('a path never is more than one word, whatever is in it', () => {
  expect(execOf(['/opt/a b/Hush "room"'])).toBe(String.raw`"/opt/a b/Hush \\"room\\""`);
  expect(execOf(['/opt/$HOME/100%'])).toBe(String.raw`"/opt/\\$HOME/100%%"`);
});
