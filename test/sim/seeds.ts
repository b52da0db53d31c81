// The seeds that every test run simulates. Two test files share them, so that two cores do.
import { expect } from 'vitest';
import { simulate } from './simulate.ts';

const SEEDS = 100;

/** Simulates every second seed up to {@link SEEDS}; a failure names its seed and how to run it alone. */
export async function simulateHalf(first: 1 | 2): Promise<void> {
  const failures: string[] = [];
  for (let seed = first; seed <= SEEDS; seed += 2) {
    const { problems } = await simulate(seed);
    failures.push(...problems.map((problem) => `npm run -s sim -- --seeds 1 --from ${seed}: ${problem}`));
  }
  expect(failures).toEqual([]);
}
