// Child processes that end with us: signals and exit status pass through, and a closed channel says that we are gone.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Ctrl+C reaches the whole process group by itself; sent again, it would look like the second, impatient one. */
const forwarded = process.stdin.isTTY ? ['SIGTERM', 'SIGHUP'] : ['SIGTERM', 'SIGHUP', 'SIGINT'];

/** How long a target may tidy up after its launcher has died. */
const FOLLOW_MS = 5000;

/** @param {import('node:child_process').ChildProcess} child */
function forwardSignals(child) {
  const handlers = forwarded.map((name) => {
    const signal = /** @type {NodeJS.Signals} */ (name);
    const handler = () => void child.kill(signal);
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  // Without a handler of our own, the SIGINT of a terminal would end us before the child has tidied up.
  const wait = () => undefined;
  process.on('SIGINT', wait);
  return () => {
    process.off('SIGINT', wait);
    for (const remove of handlers) remove();
  };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} its exit status; 128 and the signal's number if a signal ended it
 */
function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
}

/**
 * Runs a tool to its end, with its output on stderr.
 * @param {string} file @param {readonly string[]} args
 * @param {{ started?: (pid: number) => void, shell?: boolean, cwd?: string }} [options]
 * @returns {Promise<number>} its exit status
 */
export async function run(file, args, { started, shell = false, cwd = process.cwd() } = {}) {
  const child = spawn(file, args, { stdio: ['ignore', 2, 2], shell, cwd });
  if (child.pid !== undefined) started?.(child.pid);
  const stopForwarding = forwardSignals(child);
  try {
    return await ended(child);
  } finally {
    stopForwarding();
  }
}

/**
 * Becomes the target, as nearly as a parent can: same terminal, same signals, same exit status.
 * @param {string} file @param {readonly string[]} args
 */
export async function launch(file, args) {
  const child = spawn(file, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  forwardSignals(child);
  try {
    process.exitCode = await ended(child);
  } catch (error) {
    process.stderr.write(`hushroom: ${file} does not run on this system (${String(error)})\n`);
    process.exitCode = 1;
  }
}

/** The other end of `launch`: a launcher that dies without a word (kill -9) closes the channel, and we follow. */
export function endWithLauncher() {
  if (process.channel === undefined || process.channel === null) return;
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), FOLLOW_MS).unref();
  });
  process.channel.unref();
}
