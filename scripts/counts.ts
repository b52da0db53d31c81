// How many tests ran, read from the reports that the tools leave in .cache/test.
import { existsSync, readFileSync } from 'node:fs';

/** Tests that a stage ran. Checks without tests count nothing. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

export const reportsFolder = '.cache/test';
export const unitReport = `${reportsFolder}/unit.json`;
export const simReport = `${reportsFolder}/sim.json`;
export const e2eReports = {
  folder: reportsFolder,
  commandLine: `${reportsFolder}/e2e-command-line.json`,
  windows: `${reportsFolder}/e2e-windows.json`,
};

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/** The count of vitest's JSON report, where a file that could not be run is one failure; nothing if there is none. */
export function countVitest(path: string): Count {
  const report = read(path) as VitestReport | null;
  if (report === null) return { passed: 0, failed: 0 };
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/** The count of Playwright's JSON report; nothing if there is none. */
export function countPlaywright(path: string): Count {
  const report = read(path) as { stats: { expected: number; flaky: number; unexpected: number } } | null;
  return {
    passed: report?.stats.expected ?? 0,
    failed: (report?.stats.flaky ?? 0) + (report?.stats.unexpected ?? 0),
  };
}

/** Both at once. */
export function add(one: Count, other: Count): Count {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

function read(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}
