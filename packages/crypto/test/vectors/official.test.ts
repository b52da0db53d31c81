// The MLS working group's test vectors, read where they lie beside the checkout. They are not part of the project.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { ready } from '../../src/index.ts';
import { checkFile, vectorFiles } from './vector-file.ts';

const folder = join(import.meta.dirname, '../../../../../shared/mls-vectors');
const paths = existsSync(folder) ? vectorFiles(folder) : [];
if (paths.length === 0) console.log('skipped: there are no MLS test vectors in ../shared/mls-vectors');

beforeAll(() => ready);

// A file without any test would fail, so where there are no vectors one skipped test says so.
const cases = paths.length === 0 ? ['vectors that are not here'] : paths;

it.skipIf(paths.length === 0).each(cases.map((path) => ({ path, name: basename(path) })))(
  'agrees with $name',
  ({ path }) => {
    const { family, tally, failures } = checkFile(path);
    expect(family).not.toBeNull();
    expect(failures).toEqual([]);
    expect(tally.passed).toBeGreaterThan(0);
  },
);
