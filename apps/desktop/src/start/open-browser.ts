// Opens the system's browser on a link that must not stand on a command line, where every user could read it: the
// browser gets a file that only this user can read, which leads on to the link.
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** As long as the link is good. */
const FILE_LIFETIME_MS = 60_000;

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens it without waiting. Returns a function that removes the file at once. */
export function openBrowser(folder: string, link: string): () => void {
  const path = join(folder, 'open.html');
  const remove = (): void => {
    rmSync(path, { force: true });
  };
  remove();
  // Made anew, never through a link that someone put there, and for this user's eyes only.
  writeFileSync(path, redirectPage(link), { mode: 0o600, flag: 'wx' });
  const [program = 'xdg-open', ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...args, path], { stdio: 'ignore', detached: true });
  // The link is on the console too.
  child.on('error', () => undefined);
  child.unref();
  setTimeout(remove, FILE_LIFETIME_MS).unref();
  return remove;
}

/** The link is of our own making: an address and base64url, with nothing to escape. */
function redirectPage(link: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Hushroom</title><meta http-equiv="refresh" content="0;url=${link}">`;
}
