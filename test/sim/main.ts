// npm run -s sim -- --seeds N [--from S] [--json]: runs seeds one after the other, and names each that fails.
import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const [count, from] = [Number(values.seeds), Number(values.from)];
if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(from)) {
  console.error('--seeds and --from take whole numbers');
  process.exit(2);
}

const failed: number[] = [];
const started = performance.now();
let messages = 0;
let crashes = 0;
for (let seed = from; seed < from + count; seed += 1) {
  const outcome = await simulate(seed).catch((error: unknown) => ({
    seed,
    problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    messages: 0,
    crashes: 0,
    bytes: 0,
  }));
  messages += outcome.messages;
  crashes += outcome.crashes;
  if (outcome.problems.length > 0) failed.push(seed);
  if (values.json) console.log(JSON.stringify(outcome));
  else if (outcome.problems.length > 0) {
    console.log(`seed ${seed} FAILED (npm run -s sim -- --seeds 1 --from ${seed}):`);
    for (const problem of outcome.problems) console.log(`  ${problem}`);
  }
}
const seconds = Math.round((performance.now() - started) / 100) / 10;
const summary = { seeds: count, from, failed, messages, crashes, seconds };
console.log(
  values.json
    ? JSON.stringify(summary)
    : `${count} seeds, ${messages} messages, ${crashes} crashes in ${seconds} s: ` +
        (failed.length === 0 ? 'all well' : `${failed.length} failed: ${failed.join(', ')}`),
);
process.exitCode = failed.length === 0 ? 0 : 1;
