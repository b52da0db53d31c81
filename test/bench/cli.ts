// Benchmark of the hushroom command as people type it, npm included: a send attached to a running engine, a send that
// opens the profile itself, and a bare --help. The floor is npm saying its version: what npm costs before it does anything.
// Medians. Prints a table, or {"rows":[...]} with --json.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Scene } from '../e2e/cli/scene.ts';
import { median } from './median.ts';
import type { Row } from './row.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, runs: { type: 'string', default: '7' } },
});
const runs = Number(values.runs);
const root = fileURLToPath(new URL('../../', import.meta.url));

/** Median wall time in seconds of a program run to its end. Throws if it fails. */
function medianOf(program: string, args: readonly string[]): number {
  const seconds = Array.from({ length: runs }, () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${program} ended with ${String(status)}: ${stderr}`);
    return (performance.now() - start) / 1000;
  });
  return median(seconds);
}

const hushroom = (...args: string[]): number => medianOf('npm', ['run', '-s', 'hushroom', '--', ...args]);

const scene = await Scene.start();
try {
  const [alice, bob] = await scene.people('alice', 'bob');
  await alice.run('send', '--to', 'bob', 'the first one makes the conversation');
  const send = ['send', '--to', 'bob', 'a message', '--json', ...scene.profileOf('alice')];
  const floor = medianOf('npm', ['--version']);
  const alone = hushroom(...send);
  const listener = alice.start('listen');
  // What it prints shows that the engine runs.
  await bob.run('send', '--to', 'alice', 'are you there');
  await listener.line(({ text }) => text === 'are you there');
  const attached = hushroom(...send);
  await listener.stop();
  const help = hushroom('--help');
  const rows = Object.entries({ 'send attached': attached, 'send alone': alone, '--help': help }).map(
    ([what, value]): Row => ({
      what,
      value: Number(value.toFixed(3)),
      unit: 's',
      floor: Number(floor.toFixed(3)),
      ratioToFloor: Number((value / floor).toFixed(2)),
    }),
  );
  if (values.json) console.log(JSON.stringify({ rows }));
  else console.table(rows);
} finally {
  await scene.end();
}
