// Keeps docs/mls-validation.md complete and true: every code has one row, a check that exists, and a test named after it.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const read = (relative: string): string => readFileSync(path(relative), 'utf8');

const ROW = /^\| `(?<code>[a-z-]+)` *\|[^|]+\| `(?<check>\w+)` in `(?<file>[\w/.-]+)` *\|/gm;

const rows = [...read('../../../../docs/mls-validation.md').matchAll(ROW)].map(({ groups = {} }) => groups);
const codes = [...read('../../src/validation/code.ts').matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(
  ([, code]) => code,
);
const titles = ['.', '../scenarios']
  .flatMap((folder) => readdirSync(path(folder)).map((name) => `${folder}/${name}`))
  .filter((name) => name.endsWith('.test.ts'))
  .flatMap((name) => [...read(name).matchAll(/\bit\(\s*'([^']+)'/g)].map(([, title]) => title ?? ''));

describe('the list of rules', () => {
  it('has each code of the package exactly once, and beside them only codes of the primitives', () => {
    const listed = rows.map(({ code }) => code);
    expect(new Set(listed).size).toBe(listed.length);
    expect(codes.filter((code) => !listed.includes(code))).toEqual([]);
    const beside = listed.filter((code) => !codes.includes(code));
    expect(beside).toEqual(['decryption-failed', 'bad-public-key']);
  });

  it('names checks that exist and cite their section', () => {
    for (const { check, file } of rows) {
      expect(read(`../../src/${file ?? ''}`), `${check ?? ''} in ${file ?? ''}`).toMatch(
        new RegExp(`function ${check ?? ''}\\b`),
      );
    }
  });

  it('has a test for each code, titled with it', () => {
    const untested = rows.filter(({ code }) => !titles.some((title) => title.startsWith(`${code ?? ''} (`)));
    expect(untested.map(({ code }) => code)).toEqual([]);
  });
});
