// npm run dev [-- what npm start takes]: the app, with its bundles made anew at every change; reload the page to see them.
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './launch.mjs';

const app = join(import.meta.dirname, '../apps/desktop');
const vite = join(import.meta.dirname, '../node_modules/vite/bin/vite.js');
const builds = globSync('vite*.config.ts', { cwd: app }).map((config) =>
  spawn(process.execPath, [vite, 'build', '--watch', '--logLevel', 'warn', '--config', config], {
    cwd: app,
    stdio: ['ignore', 2, 2],
  }),
);
try {
  await launch(process.execPath, [join(app, 'src/start/main.ts'), ...process.argv.slice(2)]);
} finally {
  for (const child of builds) child.kill();
}
