// One start per profile: the first listens on a socket in the profile's folder, and gives every later one what it needs
// to lead its user to the window that is open already.
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { once } from 'node:events';

/** The longest path that a Unix socket can have everywhere, in bytes, without the closing zero. */
const SOCKET_PATH_BYTES_MAX = 103;

/** What a start prints, and what the running one tells a later one. */
export interface Announcement {
  readonly relay: string;
  /** A fresh link for the browser shell; null where the window is Electron's. */
  readonly url: string | null;
  readonly profile: string;
  readonly shell: 'browser' | 'electron';
}

/** The announcement of the start that has this profile; null if none has it. */
export async function runningStart(folder: string): Promise<Announcement | null> {
  const socket = connect(socketPath(folder));
  try {
    await once(socket, 'connect');
    return JSON.parse(await text(socket)) as Announcement;
  } catch {
    return null;
  }
}

/**
 * Answers later starts of the profile with what `announce` returns, asked anew for each. Null where the system has no
 * socket for it: then a later start has a window of its own, in which the profile is said to be in use.
 */
export async function holdProfile(folder: string, announce: () => Announcement): Promise<Server | null> {
  const path = socketPath(folder);
  if (process.platform === 'win32' || Buffer.byteLength(path) > SOCKET_PATH_BYTES_MAX) return null;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Only this user may ask for a link, also where the folder was there before.
  chmodSync(folder, 0o700);
  // Nobody answered there: what is left is of a start that was killed.
  rmSync(path, { force: true });
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(`${JSON.stringify(announce())}\n`);
  });
  server.listen(path);
  await once(server, 'listening');
  return server;
}

function socketPath(folder: string): string {
  return join(folder, 'start.sock');
}
