// One process at a time, between processes that share a folder and may die at any moment.
import {
  closeSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 200;
const TOUCH_MS = 2000;
/** How long we watch an untouched lock, whose process id seems alive (or is of another machine), before we take it. */
const UNTOUCHED_MS_MAX = 120_000;

/** @typedef {{ alsoHeldBy: (pid: number) => void, release: () => void }} Lock */

/**
 * Runs `action` while holding the lock file. A lock whose processes are dead is taken over.
 * @template T
 * @param {string} path @param {string} waiting what to print, once, if somebody else holds it
 * @param {(lock: Lock) => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withLock(path, waiting, action) {
  let seenMtime = 0;
  let untouchedMs = 0;
  let told = false;
  while (!create(path)) {
    const held = look(path);
    if (held === null) continue;
    untouchedMs = held.mtimeMs === seenMtime ? untouchedMs + POLL_MS : 0;
    seenMtime = held.mtimeMs;
    if (!held.alive || untouchedMs > UNTOUCHED_MS_MAX) takeAway(path, held.text);
    else if (!told) {
      process.stderr.write(`hushroom: ${waiting}, waiting for it\n`);
      told = true;
    }
    // Our own waiting is counted, not the clock, so that a computer waking from sleep takes nothing away.
    await sleep(POLL_MS);
  }
  const pids = [process.pid];
  const touch = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date());
    } catch {
      // Somebody deleted it by hand; what we do under it goes on.
    }
  }, TOUCH_MS);
  const lock = {
    // A tool that outlives us (we may be killed) goes on holding the lock.
    alsoHeldBy: (/** @type {number} */ pid) => {
      pids.push(pid);
      writeFileSync(path, describe(pids));
    },
    release: () => {
      clearInterval(touch);
      rmSync(path, { force: true });
    },
  };
  try {
    return await action(lock);
  } finally {
    lock.release();
  }
}

/** @param {readonly number[]} pids */
const describe = (pids) => JSON.stringify({ host: hostname(), pids });

/** @param {string} path @returns {boolean} false if it exists */
function create(path) {
  let file;
  try {
    file = openSync(path, 'wx');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
  writeSync(file, describe([process.pid]));
  closeSync(file);
  return true;
}

/** @param {string} path @returns {{ text: string, mtimeMs: number, alive: boolean } | null} null if it is gone */
function look(path) {
  try {
    const text = readFileSync(path, 'utf8');
    return { text, mtimeMs: statSync(path).mtimeMs, alive: mayBeAlive(text) };
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null;
    throw error;
  }
}

/** @param {string} text */
function mayBeAlive(text) {
  /** @type {{ host: string, pids: number[] }} */
  let held;
  try {
    held = JSON.parse(text);
  } catch {
    // Its owner is between creating and writing it, or died there: then it is never touched.
    return true;
  }
  return held.host !== hostname() || held.pids.some(isAlive);
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Removes a dead lock, unless it has become another one meanwhile. Only one process at a time may judge that, or two
 * would each remove, the second one a lock that is alive; the judgement is synchronous and takes microseconds.
 * @param {string} path @param {string} text what the dead lock says
 */
function takeAway(path, text) {
  const judging = `${path}.judging`;
  if (!create(judging)) {
    const other = look(judging);
    if (other !== null && !other.alive) rmSync(judging, { force: true });
    return;
  }
  try {
    if (look(path)?.text === text) rmSync(path, { force: true });
  } finally {
    rmSync(judging, { force: true });
  }
}
