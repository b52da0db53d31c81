// npm run fuzz -- --seconds N [--seed S]: damages valid input of every reader of untrusted bytes. Prints inputs tried and
// failures; a failing input is kept in test/fuzz/regressions. Exit status 1 on any failure.
import { parseArgs } from 'node:util';
import { ready } from '@hushroom/crypto';
import { mlsTargets } from './mls-targets.ts';
import { Dice, mutate } from './mutate.ts';
import { keepRegression, regressions } from './regressions.ts';
import { failureOf, type Target } from './target.ts';
import { wireTargets } from './wire-targets.ts';

const FAILURES_SHOWN_MAX = 10;
/** Inputs to one target before the next has its turn. */
const TURN = 50;

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '10' }, seed: { type: 'string' } },
});
const seconds = Number(values.seconds);
const seed = Number(values.seed ?? crypto.getRandomValues(new Uint32Array(1))[0]);
if (!(seconds > 0) || !Number.isInteger(seed)) {
  process.stderr.write('usage: npm run fuzz -- --seconds N [--seed S]\n');
  process.exit(2);
}

await ready;
const dice = new Dice(seed);
const targets = [...mlsTargets(dice), ...wireTargets(dice)];
const tried = new Map(targets.map(({ name }) => [name, 0]));
let failures = 0;
console.log(`seed ${seed}`);

for (const { file, target: name, input } of regressions()) {
  const target = targets.find((each) => each.name === name);
  if (target !== undefined) tryInput(target, input, () => `regression ${file}`);
}
const end = performance.now() + seconds * 1000;
for (let turn = 0; performance.now() < end; turn += 1) {
  const target = targets[turn % targets.length]!;
  for (let index = 0; index < TURN && performance.now() < end; index += 1) {
    const input = mutate(dice, target.examples);
    tryInput(target, input, () => keepRegression(target.name, input));
  }
}

for (const [name, count] of tried) console.log(`${name}: ${count}`);
const total = [...tried.values()].reduce((sum, count) => sum + count, 0);
console.log(`${total} inputs tried, ${failures} failures`);
if (failures > 0) process.exitCode = 1;

function tryInput(target: Target, input: Uint8Array, keep: () => string): void {
  tried.set(target.name, (tried.get(target.name) ?? 0) + 1);
  const failure = failureOf(target, input);
  if (failure === null) return;
  failures += 1;
  const place = keep();
  if (failures <= FAILURES_SHOWN_MAX) console.log(`${target.name} (${place}): ${failure}`);
}
