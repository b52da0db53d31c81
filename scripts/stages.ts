// What `npm test` consists of, in order, and how each stage's tests are counted.
import { existsSync, readFileSync } from 'node:fs';

/** Tests that a stage ran. Checks without tests count nothing. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

export interface Stage {
  readonly name: string;
  /** Arguments of Node: the tool's file, then the tool's own. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Cores that it keeps busy: two small stages run side by side, and a tool that is parallel itself runs alone. */
  readonly cores: 1 | 2;
  /** Reads the count from what the tool left behind; null if it wrote nothing. */
  readonly count?: () => Count | null;
}

/** Where the tools leave their machine-readable reports. */
export const reports = '.cache/test';

const unitReport = `${reports}/unit.json`;

export const stages: readonly Stage[] = [
  {
    name: 'format',
    args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
    cores: 1,
  },
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.'], cores: 1 },
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'], cores: 1 },
  { name: 'knip', args: ['node_modules/knip/bin/knip.js', '--no-config-hints'], cores: 1 },
  {
    name: 'unit',
    args: [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
    ],
    cores: 2,
    count: () => countVitest(unitReport),
  },
];

function readReport(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

function countVitest(path: string): Count | null {
  const report = readReport(path) as { numPassedTests: number; numFailedTests: number } | null;
  return report && { passed: report.numPassedTests, failed: report.numFailedTests };
}
