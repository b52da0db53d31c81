// Reads a file of test vectors, finds out by its content which family it is of, and checks every case.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { families } from './families/index.ts';
import type { Case, Family } from './families/family.ts';

export interface Tally {
  passed: number;
  failed: number;
  /** Cases of suites that this package does not have. */
  skipped: number;
}

/** What became of one file. `family` is null for a file of no known family, which is no failure. */
export interface FileReport {
  readonly path: string;
  readonly family: string | null;
  readonly tally: Tally;
  /** One line for each failed case. */
  readonly failures: readonly string[];
}

/** Every JSON file in a folder and below it, in order of name. */
export function vectorFiles(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return vectorFiles(path);
      return name.endsWith('.json') ? [path] : [];
    });
}

/** Checks one file. libsodium must be loaded. */
export function checkFile(path: string): FileReport {
  const cases = casesOf(JSON.parse(readFileSync(path, 'utf8')));
  const family = cases[0] === undefined ? undefined : familyOf(cases[0]);
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  if (family === undefined) return { path, family: null, tally, failures };
  cases.forEach((vector, index) => {
    if (family.isSkipped(vector)) {
      tally.skipped += 1;
      return;
    }
    try {
      family.check(vector);
      tally.passed += 1;
    } catch (error) {
      tally.failed += 1;
      failures.push(`case ${index}: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
  return { path, family: family.name, tally, failures };
}

function familyOf(vector: Case): Family | undefined {
  return families.find(({ fields }) => fields.every((field) => Object.hasOwn(vector, field)));
}

/** A file is a list of cases, or one case. */
function casesOf(content: unknown): Case[] {
  const list: unknown[] = Array.isArray(content) ? content : [content];
  return list.filter((entry): entry is Case => typeof entry === 'object' && entry !== null);
}
