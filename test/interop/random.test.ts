// Random histories of mixed groups. SEED repeats one, SLOW=1 runs the full length.
import { beforeAll, expect, it } from 'vitest';
import { ready } from '@hushroom/crypto';
import { randomRun } from './random-run.ts';

const slow = process.env['SLOW'] === '1';
const operations = slow ? 200 : 20;
const seeds = process.env['SEED'] === undefined ? (slow ? 3 : 1) : 1;

beforeAll(() => ready);

it.each([0x0003, 0xf00e] as const)(
  'agrees with ts-mls after every random operation, suite %i',
  async (suite) => {
    for (let run = 0; run < seeds; run += 1) {
      const seed = Number(process.env['SEED'] ?? crypto.getRandomValues(new Uint32Array(1))[0]);
      console.log(`interop: suite ${suite}, ${operations} operations, SEED=${seed}`);
      const counts = await randomRun(suite, seed, operations);
      expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(operations);
    }
  },
  slow ? 900_000 : 120_000,
);
