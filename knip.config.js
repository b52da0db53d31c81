// knip finds files, exports and packages that nothing uses. What npm scripts start is where using begins.
import { commands } from './scripts/commands.mjs';

/** @type {import('knip').KnipConfig} */
export default {
  workspaces: {
    '.': {
      entry: ['scripts/run.mjs', 'scripts/build.mjs', ...Object.values(commands).map(({ target }) => target)],
      project: ['scripts/**/*.{mjs,ts}', 'test/**/*.ts'],
    },
    'packages/*': { project: ['{src,test}/**/*.ts'] },
    'apps/*': { project: ['src/**/*.{ts,svelte,css}'] },
  },
  ignoreBinaries: ['apt-get'],
  // A type named in an exported signature is worth exporting with it.
  ignoreExportsUsedInFile: { interface: true, type: true },
  rules: { dependencies: 'off', devDependencies: 'off' },
};
