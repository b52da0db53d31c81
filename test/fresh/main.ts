// From a fresh clone to the first message on a bare machine, with the seconds of each step.
// usage: npm run -s fresh [-- --json]; needs Linux, git, and the package registry. Not part of npm test, which must
// also pass without a network.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Machine } from './machine.ts';
import { Output } from './output.ts';

const INSTALL_MS_MAX = 600_000;
const ANSWER_MS_MAX = 60_000;
const END_MS_MAX = 10_000;

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const steps: { step: string; seconds: number }[] = [];
const machine = new Machine();

try {
  await newcomer();
  await operator();
  const total = steps.reduce((sum, { seconds }) => sum + seconds, 0);
  const node = machine.nodeVersion();
  if (values.json) console.log(JSON.stringify({ node, steps, seconds: Number(total.toFixed(1)) }));
  else console.log(`${'total'.padEnd(44)}${total.toFixed(1).padStart(6)} s   (system Node ${node})`);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  console.log(values.json ? JSON.stringify({ error: { message }, steps }) : `failed: ${message}`);
  process.exitCode = 1;
} finally {
  machine.dispose();
}

/** `npm start` twice at once, two people register and talk, then both starts are ended by TERM. */
async function newcomer(): Promise<void> {
  const clone = await timed('clone', () => machine.clone('app'));
  const starts = ['one', 'two'].map((profile) => {
    const child = machine.npm(clone, ['start', '--', '--json', '--no-open', '--profile', profile]);
    return { child, output: new Output(child) };
  });
  const [first, second] = await timed('two npm start at once, to their first lines', () =>
    Promise.all(starts.map(({ output }) => output.object(INSTALL_MS_MAX))),
  );
  expect(first?.relay === second?.relay && typeof first?.relay === 'string', 'both starts share one relay');
  expect(first?.url !== second?.url, 'each start has a page of its own');
  expect(
    first?.shell === 'browser' && second?.shell === 'browser',
    'without a display it is the browser shell',
  );
  const installs = starts.filter(({ output }) => output.words.includes('installing what is missing'));
  expect(installs.length === 1, 'exactly one of two starts installs');

  const passphrase = join(machine.folder, 'passphrase');
  writeFileSync(passphrase, 'a passphrase of this test\n');
  const hushroom = (profile: string, ...args: string[]): Promise<Record<string, unknown>> => {
    const all = [...args, '--profile', profile, '--passphrase-file', passphrase, '--json'];
    return new Output(machine.npm(clone, ['run', '-s', 'hushroom', '--', ...all])).object(ANSWER_MS_MAX);
  };
  for (const name of ['alice', 'bob']) {
    await timed(`register ${name}`, () =>
      hushroom(name, 'register', '--relay', String(first?.relay), '--user', name),
    );
  }
  await timed('send', () => hushroom('alice', 'send', '--to', 'bob', 'hello from a fresh clone'));
  const read = await timed('read', () => hushroom('bob', 'read', '--with', 'alice', '--wait', '30'));
  expect(read.text === 'hello from a fresh clone', 'the message arrives as it was sent');

  await timed('TERM to npm, until nothing runs', async () => {
    for (const { child } of starts) child.kill('SIGTERM');
    await allEnd(clone);
  });
}

/** `npm run relay` in a clone of its own installs nothing of the app. */
async function operator(): Promise<void> {
  const clone = await timed('clone', () => machine.clone('relay'));
  const child = machine.npm(clone, [
    'run',
    '-s',
    'relay',
    '--',
    '--json',
    '--port',
    '0',
    '--data',
    join(machine.folder, 'data'),
  ]);
  const output = new Output(child);
  const first = await timed('npm run relay, to its address', () => output.object(INSTALL_MS_MAX));
  expect(typeof first.address === 'string' && typeof first.port === 'number', 'the relay says where it is');
  for (const name of ['electron', 'svelte', 'vite', 'libsodium-wrappers-sumo', 'eslint']) {
    expect(!existsSync(join(clone, 'node_modules', name)), `a relay does not install ${name}`);
  }
  await timed('TERM to npm, until nothing runs', async () => {
    child.kill('SIGTERM');
    await allEnd(clone);
  });
}

async function timed<T>(step: string, action: () => T | Promise<T>): Promise<T> {
  const from = performance.now();
  const value = await action();
  const seconds = Number(((performance.now() - from) / 1000).toFixed(2));
  steps.push({ step, seconds });
  if (!values.json) console.log(`${step.padEnd(44)}${seconds.toFixed(1).padStart(6)} s`);
  return value;
}

async function allEnd(folder: string): Promise<void> {
  const deadline = Date.now() + END_MS_MAX;
  for (let left = machine.processesIn(folder); left.length > 0; left = machine.processesIn(folder)) {
    if (Date.now() > deadline)
      throw new Error(`${String(left.length)} processes outlive npm: ${left.join(', ')}`);
    await sleep(100);
  }
}

function expect(condition: boolean, what: string): void {
  if (!condition) throw new Error(`not so: ${what}`);
}
