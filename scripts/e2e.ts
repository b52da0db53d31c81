// Runs end-to-end stories: npm run -s e2e [-- NAME …] [--shell browser|electron]
// A story is test/e2e/NAME.test.ts (processes and the command line) or test/e2e/NAME.spec.ts (a window, in each shell).
import { globSync, mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium } from './chromium.ts';
import { e2eReports } from './counts.ts';
import { run } from './launch.mjs';

const { values, positionals } = parseArgs({
  options: { shell: { type: 'string' } },
  allowPositionals: true,
});
const chosen = globSync('test/e2e/*.{test,spec}.ts').filter(
  (path) => positionals.length === 0 || positionals.some((name) => basename(path).startsWith(`${name}.`)),
);
const commandLine = chosen.filter((path) => path.endsWith('.test.ts'));
const windows = chosen.filter((path) => path.endsWith('.spec.ts'));
if (chosen.length === 0) {
  console.error(`no story test/e2e/${positionals.join(', ')}`);
  process.exit(2);
}

mkdirSync(e2eReports.folder, { recursive: true });
// With a shell named, only the stories that have one.
if (values.shell === undefined && commandLine.length > 0) {
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${e2eReports.commandLine}`];
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project=e2e', ...reporters, ...commandLine];
  process.exitCode = await run(process.execPath, vitest);
}
if (windows.length > 0) {
  await findChromium();
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = e2eReports.windows;
  const shell = values.shell === undefined ? [] : [`--project=${values.shell}`];
  const playwright = ['node_modules/playwright/cli.js', 'test', '--reporter=list,json', ...shell, ...windows];
  process.exitCode = (await run(process.execPath, playwright)) || process.exitCode;
}
