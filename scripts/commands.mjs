// What each npm script runs. package.json names them, and test/tidy.test.ts keeps the two lists equal.

/**
 * @typedef {object} Command
 * @property {string} target file to run, from the root
 * @property {readonly string[]} [args] put before the arguments of the caller
 * @property {'all' | 'relay'} scope which part of the workspace must be installed
 * @property {boolean} [builds] true if it needs apps/desktop/dist
 */

/** @type {Readonly<Record<string, Command>>} */
export const commands = {
  start: { target: 'apps/desktop/src/start/main.ts', scope: 'all', builds: true },
  dev: { target: 'scripts/dev.ts', scope: 'all', builds: true },
  relay: { target: 'apps/server/src/main.ts', scope: 'relay' },
  test: { target: 'scripts/test.ts', scope: 'all', builds: true },
  check: { target: 'scripts/test.ts', args: ['--without', 'e2e'], scope: 'all', builds: true },
  e2e: { target: 'scripts/e2e.ts', scope: 'all', builds: true },
  hushroom: { target: 'apps/cli/src/main.ts', scope: 'all' },
  sim: { target: 'test/sim/main.ts', scope: 'all' },
  fresh: { target: 'test/fresh/main.ts', scope: 'all' },
  'bench:crypto': { target: 'packages/crypto/test/bench/main.ts', scope: 'all' },
  fuzz: { target: 'test/fuzz/main.ts', scope: 'all' },
  vectors: { target: 'packages/crypto/test/vectors/run.ts', scope: 'all' },
  'bench:cli': { target: 'test/bench/cli.ts', scope: 'all' },
  'bench:relay': { target: 'test/bench/relay.ts', scope: 'all' },
  'bench:app': { target: 'test/bench/app.ts', scope: 'all', builds: true },
  screenshots: { target: 'test/screenshots/main.ts', scope: 'all', builds: true },
  icons: { target: 'scripts/icons.ts', scope: 'all' },
  package: { target: 'apps/desktop/packaging/main.ts', scope: 'all', builds: true },
  'package:dir': {
    target: 'apps/desktop/packaging/main.ts',
    args: ['--dir'],
    scope: 'all',
    builds: true,
  },
  fix: { target: 'scripts/fix.ts', scope: 'all' },
};
