// knip finds files, exports and packages that nothing uses. What npm scripts start is where using begins.
import { commands } from './scripts/commands.mjs';

const targets = Object.values(commands).map(({ target }) => target);

/** The files of one workspace that npm scripts start, as knip wants them: relative to it. @param {string} workspace */
const startedIn = (workspace) =>
  targets.filter((path) => path.startsWith(`${workspace}/`)).map((path) => path.slice(workspace.length + 1));

/** @type {import('knip').KnipConfig} */
export default {
  workspaces: {
    '.': {
      entry: [
        'scripts/{run,build}.mjs',
        // Started by path, as processes of their own.
        'test/bootstrap/*.mjs',
        'test/bench/relay/server.ts',
        'test/e2e/shell/scripted-engine.ts',
        'test/e2e/story/snapshot-now.ts',
        ...targets.filter((path) => !/^(packages|apps)\//.test(path)),
      ],
      project: ['scripts/**/*.{mjs,ts}', 'test/**/*.{mjs,ts}'],
    },
    'packages/crypto': { entry: startedIn('packages/crypto'), project: ['{src,test}/**/*.ts'] },
    'packages/*': { project: ['{src,test}/**/*.ts'] },
    'apps/desktop': {
      // What the bundles are made of (vite*.config.ts), and what a shell starts as a process of its own.
      entry: [
        'src/renderer/main.ts',
        'src/{main,engine}/main.ts',
        'src/preload/preload.ts',
        'src/browser/page.ts',
        // Run by hand, where the key is.
        'src/main/updates/sign-update.ts',
        ...startedIn('apps/desktop'),
      ],
      vite: { config: 'vite*.config.ts' },
      project: ['{src,packaging}/**/*.{ts,svelte,css}'],
    },
    'apps/cli': { entry: startedIn('apps/cli'), project: ['{src,test}/**/*.ts'] },
    'apps/server': {
      entry: ['test/hooked-relay.ts', ...startedIn('apps/server')],
      project: ['{src,test}/**/*.ts'],
    },
  },
  ignoreBinaries: ['apt-get', 'mount', 'umount'],
  // Started by path (scripts/stages.ts).
  ignoreDependencies: ['svelte-check'],
  // Style sheets import fonts.
  compilers: {
    css: (text) =>
      [...text.matchAll(/(?:@import\s+|url\()\s*['"]([^'"]+)['"]/g)]
        .map(([, path]) => `import '${path}';`)
        .join('\n'),
  },
  // A type named in an exported signature, or a rule named for its test, is worth exporting with what uses it.
  ignoreExportsUsedInFile: true,
};
