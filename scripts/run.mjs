// The one entry of every npm script: installs and builds what is missing, then runs the target under the pinned Node.
// Plain JavaScript that old Nodes parse, because on a fresh clone the system's Node starts it.
// Everything it says itself goes to stderr; standard output belongs to the target.
import { existsSync } from 'node:fs';
import Module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commands } from './commands.mjs';
import { install } from './install.mjs';
import { isInstalled } from './installed.mjs';
import { endWithLauncher, launch } from './launch.mjs';
import { ownNode } from './own-node.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} message @returns {never} */
function stop(message) {
  process.stderr.write(`hushroom: ${message}\n`);
  process.exit(1);
}

/**
 * Runs a target in this process as if Node had been started with it: no second process, so signals, exit status and
 * terminal are its own, and an ordinary command costs one Node.
 * @param {string} target @param {readonly string[]} args
 */
function runHere(target, args) {
  process.argv = [process.execPath, target, ...args];
  // Types are stripped from each source file once, not on every start: not on ours, nor on those of the processes that we
  // start, for which this is most of the way to their first line.
  const cache = join(root, 'node_modules/.cache/compiled');
  Module.enableCompileCache(cache);
  process.env.NODE_COMPILE_CACHE ??= cache;
  // `node:module` has it, its types do not. Unlike import(), it makes the target the main module.
  /** @type {{ runMain(): void }} */ (/** @type {unknown} */ (Module)).runMain();
}

async function main() {
  const [name = '', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    return stop(`there is no "${name}". There is: npm run ${Object.keys(commands).join(', ')}`);
  }
  process.chdir(root);
  const node = ownNode(root);
  if (node.problem !== null) return stop(node.problem);
  const installed = isInstalled(root, command.scope);
  if (!installed) await install(root, command.scope);
  if (!existsSync(node.path)) return stop(`${node.path} is missing: remove node_modules and run this again.`);
  if (command.builds === true) {
    const { build } = await import('./build.mjs');
    await build(root, node.path);
  }

  // Children that say just `node` get the same one.
  process.env.PATH =
    dirname(node.path) + (process.platform === 'win32' ? ';' : ':') + (process.env.PATH ?? '');
  const all = [...(command.args ?? []), ...args];
  // After an installation the file that this process was started from may be another one.
  if (installed && node.isThisProcess) {
    endWithLauncher();
    return runHere(join(root, command.target), all);
  }
  await launch(node.path, [fileURLToPath(import.meta.url), name, ...args]);
}

await main();
