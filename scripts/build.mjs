// Builds what the browser or Electron loads (interface, preload) when a file that it is made of has changed.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './launch.mjs';
import { withLock } from './lock.mjs';

/** Files and folders, from the root, that a bundle may be made of; so may the Vite configurations themselves. */
const inputs = ['package-lock.json', 'packages', 'apps/desktop/src'];
const NOT_INPUT = /^(node_modules|test|.*\.test\.ts|.*\.md)$/;

/**
 * One bundle per vite*.config.ts in apps/desktop, all below apps/desktop/dist.
 * @param {string} root @returns {string[]} paths from the root
 */
function configs(root) {
  const names = readdirSync(join(root, 'apps/desktop')).sort();
  return names.filter((name) => /^vite.*\.config\.ts$/.test(name)).map((name) => `apps/desktop/${name}`);
}

/**
 * Ends this process with Vite's status if it fails.
 * @param {string} root @param {string} node the Node to run Vite with
 */
export async function build(root, node) {
  const dist = join(root, 'apps/desktop/dist');
  if (isBuilt(root, dist)) return;
  await withLock(join(root, '.build.lock'), 'another start is building', async (lock) => {
    if (isBuilt(root, dist)) return;
    process.stderr.write('hushroom: building the interface\n');
    const hash = inputHash(root);
    rmSync(dist, { recursive: true, force: true });
    for (const config of configs(root)) {
      const vite = join(root, 'node_modules/vite/bin/vite.js');
      // A configuration may name a root of its own; without one it is the app's folder.
      const status = await run(node, [vite, 'build', '--logLevel', 'warn', '--config', join(root, config)], {
        cwd: join(root, 'apps/desktop'),
        started: lock.alsoHeldBy,
      });
      if (status !== 0) {
        lock.release();
        process.stderr.write(`hushroom: building ${config} failed (above)\n`);
        process.exit(status);
      }
    }
    mkdirSync(dist, { recursive: true });
    writeFileSync(join(dist, '.inputs'), hash);
  });
}

/** @param {string} root @param {string} dist */
function isBuilt(root, dist) {
  try {
    return readFileSync(join(dist, '.inputs'), 'utf8') === inputHash(root);
  } catch {
    return false;
  }
}

/** @param {string} root @returns {string} changes with the name or content of any input */
function inputHash(root) {
  const hash = createHash('sha256');
  for (const input of [...inputs, ...configs(root)]) {
    for (const path of filesOf(join(root, input)))
      hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} the path itself if it is a file; else all files below it, in order */
function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).sort();
  return names.filter((name) => !NOT_INPUT.test(name)).flatMap((name) => filesOf(join(path, name)));
}
