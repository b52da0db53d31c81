// What `npm test` consists of, in order, and how each stage's tests are counted.
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
  /** Cores that it keeps busy: two small stages run side by side, and a tool that is parallel itself runs alone. */
  readonly cores: 1 | 2;
  /** Reads the count from what the tool left behind. */
  readonly count?: () => Count;
}

export const stages: readonly Stage[] = [
  {
    name: 'format',
    args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
    cores: 1,
  },
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.'], cores: 1 },
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
    cores: 1,
  },
  {
    name: 'svelte-check',
    args: [
      'node_modules/svelte-check/bin/svelte-check',
      ...['--workspace', 'apps/desktop/src/renderer', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
    ],
    cores: 1,
  },
  { name: 'knip', args: ['node_modules/knip/bin/knip.js', '--no-config-hints'], cores: 1 },
  vitestStage('unit', ['--project=!e2e', '--project=!sim'], unitReport),
  vitestStage('sim', ['--project=sim'], simReport),
  {
    name: 'e2e',
    args: ['scripts/e2e.ts'],
    cores: 2,
    count: () => add(countVitest(e2eReports.commandLine), countPlaywright(e2eReports.windows)),
  },
];

/** Vitest keeps both cores busy by itself. */
function vitestStage(name: string, projects: readonly string[], report: string): Stage {
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  return {
    name,
    args: ['node_modules/vitest/vitest.mjs', 'run', ...projects, ...reporters],
    cores: 2,
    count: () => countVitest(report),
  };
}
