// The port where the browser shell of a profile listens: the same each time, if it is free. To a browser another port is another
// page, which would have to ask again whether it may notify, or use the camera.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PORT_MIN = 1024;
const PORT_MAX = 65_535;

/** The port of the last time; null if there was none or the file makes no sense. */
export function readShellPort(folder: string): number | null {
  try {
    const port = Number(readFileSync(portPath(folder), 'utf8'));
    return Number.isInteger(port) && port >= PORT_MIN && port <= PORT_MAX ? port : null;
  } catch {
    return null;
  }
}

/** A failure is of no consequence: the browser then asks again. */
export function keepShellPort(folder: string, port: number): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(portPath(folder), String(port), { mode: 0o600 });
  } catch {
    return;
  }
}

function portPath(folder: string): string {
  return join(folder, 'shell.port');
}
