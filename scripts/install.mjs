// Installs the workspace when package-lock.json is not the one that was last installed completely.
import { join } from 'node:path';
import { beginInstallation, isInstalled, isInstalledByHand } from './installed.mjs';
import { run } from './launch.mjs';
import { withLock } from './lock.mjs';

/** The relay alone: its workspace, and the root for the sake of the pinned Node, without anybody's tools. */
const RELAY_ONLY = ['--workspace=apps/server', '--include-workspace-root', '--omit=dev'];

/**
 * Runs `npm ci` unless another process has just done so. Ends this process with npm's status if it fails.
 * @param {string} root @param {import('./installed.mjs').Scope} scope
 */
export async function install(root, scope) {
  await withLock(join(root, '.install.lock'), 'another start is installing', async (lock) => {
    if (isInstalled(root, scope)) return;
    if (isInstalledByHand(root)) {
      beginInstallation(root, 'all')();
      return;
    }
    process.stderr.write('hushroom: installing what is missing\n');
    const complete = beginInstallation(root, scope);
    const args = ['ci', '--loglevel=error', ...(scope === 'relay' ? RELAY_ONLY : [])];
    const status = await npm(args, lock.alsoHeldBy);
    if (status !== 0) {
      lock.release();
      process.stderr.write(
        'hushroom: npm ci failed (above); nothing was started. Close running apps of this folder and try again.\n',
      );
      process.exit(status);
    }
    complete();
  });
}

/**
 * The npm that started us, under the Node it runs on; without one, whatever PATH calls npm.
 * @param {readonly string[]} args @param {(pid: number) => void} started
 */
function npm(args, started) {
  const cli = process.env.npm_execpath;
  if (cli !== undefined && /\.[cm]?js$/.test(cli)) {
    return run(process.env.npm_node_execpath ?? process.execPath, [cli, ...args], { started });
  }
  return run('npm', args, { started, shell: process.platform === 'win32' });
}
