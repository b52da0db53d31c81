// Loaded before a program, by a URL that names a file: time of that program can be skipped. On SIGUSR2 its clock jumps ahead
// by the milliseconds that stand in the file, and every timer that would have fired in between fires, as if the program had
// run for as long with nothing happening.
import { readFileSync } from 'node:fs';

interface Pending {
  /** By the clock that skips, ms since 1970. */
  readonly dueAt: number;
  readonly run: () => void;
  /** What fires it: another one than its owner holds, once time was skipped. */
  timer: NodeJS.Timeout;
}

const file = new URL(import.meta.url).searchParams.get('file') ?? '';
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;
const timeNow = Date.now.bind(Date);
/** By the timer that its owner holds. */
const pending = new Map<NodeJS.Timeout, Pending>();
let skippedMs = 0;

Date.now = () => timeNow() + skippedMs;

function setSkippableTimeout(callback: (...args: unknown[]) => void, delayMs = 0, ...args: unknown[]) {
  const run = (): void => {
    pending.delete(timer);
    callback(...args);
  };
  const timer = startTimer(run, delayMs);
  pending.set(timer, { dueAt: Date.now() + delayMs, run, timer });
  return timer;
}

function clearSkippableTimeout(timer: NodeJS.Timeout): void {
  stopTimer(pending.get(timer)?.timer ?? timer);
  pending.delete(timer);
}

Object.assign(globalThis, { setTimeout: setSkippableTimeout, clearTimeout: clearSkippableTimeout });

function skip(ms: number): void {
  skippedMs += ms;
  const inOrder = [...pending].sort(([, one], [, other]) => one.dueAt - other.dueAt);
  for (const [owned, each] of inOrder) {
    // One that fired before it may have cleared it.
    if (!pending.has(owned)) continue;
    stopTimer(each.timer);
    each.timer = startTimer(each.run, Math.max(0, each.dueAt - Date.now()));
    if (!owned.hasRef()) each.timer.unref();
  }
}

process.on('SIGUSR2', () => {
  skip(Number(readFileSync(file, 'utf8')));
});
