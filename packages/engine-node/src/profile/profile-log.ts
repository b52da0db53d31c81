// A profile's log of faults, for whoever helps: when, what kind, and where in our own code. Never the text of an error,
// since an error of a library may quote what it was given.
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { replaceFile } from './durable-file.ts';

const BYTES_MAX = 256 * 1024;
const FRAMES_MAX = 8;

export function logPath(folder: string): string {
  return join(folder, 'faults.log');
}

/** Adds a fault. Never throws: a full disk must not hide the fault itself. */
export function logFault(folder: string, error: unknown, now: number): void {
  const path = logPath(folder);
  try {
    // Only a profile that exists has a log.
    if (!existsSync(dirname(path))) return;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    if (existsSync(path) && statSync(path).size > BYTES_MAX) dropOlderHalf(path);
    appendFileSync(path, `${new Date(now).toISOString()} ${describeFault(error)}\n`, { mode: 0o600 });
  } catch {
    // Nothing more can be done about it here.
  }
}

/** The newest lines of the log; empty where there is none. */
export function readLog(folder: string, lines: number): string[] {
  const path = logPath(folder);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines);
}

/** What kind of fault it is and where: never its text. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code =
    'code' in error && typeof error.code === 'string' ? ` ${error.code.replaceAll(/[^\w-]/g, '')}` : '';
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, FRAMES_MAX)
    .map((line) => /(?<place>[^/\\()]+:\d+:\d+)\)?$/.exec(line)?.groups?.['place'] ?? '?');
  return `${error.name}${code} ${frames.join(' < ')}`;
}

function dropOlderHalf(path: string): void {
  const text = readFileSync(path, 'utf8');
  const middle = text.indexOf('\n', Math.floor(text.length / 2));
  replaceFile(path, text.slice(middle + 1));
}
