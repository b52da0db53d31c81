// Installs the workspace when package-lock.json is not the one that was last installed completely.
// The record lies inside node_modules, so that whoever deletes that folder deletes the record with it.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { run } from './launch.mjs';

/** @typedef {'all' | 'relay'} Scope */

/** The relay alone: its workspace, and the root for the sake of the pinned Node, without anybody's tools. */
const RELAY_ONLY = ['--workspace=apps/server', '--include-workspace-root', '--omit=dev'];

/** @param {string} root */
const recordPath = (root) => join(root, 'node_modules', '.hushroom-installed.json');

/** @param {string} root */
function lockfileHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/**
 * True if a complete installation of the present lockfile covers the scope. Costs about a millisecond.
 * @param {string} root @param {Scope} scope
 */
export function isInstalled(root, scope) {
  try {
    const record = JSON.parse(readFileSync(recordPath(root), 'utf8'));
    return record.lockfile === lockfileHash(root) && (record.scope === 'all' || record.scope === scope);
  } catch {
    return false;
  }
}

/**
 * Runs `npm ci` unless another process has just done so. Ends this process with npm's status if it fails.
 * @param {string} root @param {Scope} scope
 */
export async function install(root, scope) {
  await withLock(join(root, '.install.lock'), 'another start is installing', async (lock) => {
    if (isInstalled(root, scope)) return;
    process.stderr.write('hushroom: installing what is missing\n');
    const hash = lockfileHash(root);
    rmSync(recordPath(root), { force: true });
    const args = ['ci', '--loglevel=error', ...(scope === 'relay' ? RELAY_ONLY : [])];
    const status = await npm(args, lock.alsoHeldBy);
    if (status !== 0) {
      lock.release();
      process.stderr.write(
        'hushroom: npm ci failed (above); nothing was started. Close running apps of this folder and try again.\n',
      );
      process.exit(status);
    }
    writeFileSync(recordPath(root), JSON.stringify({ lockfile: hash, scope }));
  });
}

/**
 * The npm that started us, under the Node it runs on; without one, whatever PATH calls npm.
 * @param {readonly string[]} args @param {(pid: number) => void} started
 */
function npm(args, started) {
  const cli = process.env.npm_execpath;
  // What npm prints on standard output is no part of the target's.
  if (cli !== undefined && /\.[cm]?js$/.test(cli)) {
    return run(process.env.npm_node_execpath ?? process.execPath, [cli, ...args], { started });
  }
  return run('npm', args, { started, shell: process.platform === 'win32' });
}
