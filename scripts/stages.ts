// What `npm test` consists of, in the order in which it starts, and how each stage's tests are counted. The longest that
// mostly waits is the first, so that it has the others beside it; of those, the quick ones come first.
import {
  add,
  countPlaywright,
  countVitest,
  e2eReports,
  simReport,
  unitReport,
  type Count,
} from './counts.ts';

export interface Stage {
  readonly name: string;
  /** Arguments of Node: the tool's file, then the tool's own. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Reads the count from what the tool left behind. */
  readonly count?: () => Count;
}

export const stages: readonly Stage[] = [
  {
    name: 'e2e',
    args: ['scripts/e2e.ts'],
    count: () => add(countVitest(e2eReports.commandLine), countPlaywright(e2eReports.windows)),
  },
  {
    name: 'format',
    args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  },
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.'] },
  {
    name: 'types',
    args: [
      'node_modules/typescript/bin/tsc',
      '--noEmit',
      '-p',
      '.',
      '--incremental',
      '--tsBuildInfoFile',
      '.cache/types.json',
    ],
  },
  {
    name: 'svelte-check',
    args: [
      'node_modules/svelte-check/bin/svelte-check',
      ...['--workspace', 'apps/desktop/src/renderer', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
    ],
  },
  { name: 'knip', args: ['node_modules/knip/bin/knip.js', '--no-config-hints'] },
  vitestStage('unit', ['--project=!e2e', '--project=!sim'], unitReport),
  vitestStage('sim', ['--project=sim'], simReport),
];

function vitestStage(name: string, projects: readonly string[], report: string): Stage {
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  return {
    name,
    args: ['node_modules/vitest/vitest.mjs', 'run', ...projects, ...reporters],
    count: () => countVitest(report),
  };
}
