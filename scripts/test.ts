// Runs the stages of `npm test`, up to two at a time, and stops at the first that fails.
// usage: npm test [-- STAGE …] [-- --without STAGE …]; the last line is "N passed, N failed", counting tests.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { add, reportsFolder, type Count } from './counts.ts';
import { stages, type Stage } from './stages.ts';

const CORES = 2;

interface Outcome {
  readonly stage: Stage;
  readonly ok: boolean;
  readonly output: string;
}

const { values, positionals } = parseArgs({
  options: { without: { type: 'string', multiple: true, default: [] } },
  allowPositionals: true,
});
const unknown = [...positionals, ...values.without].filter(
  (name) => !stages.some((stage) => stage.name === name),
);
if (unknown.length > 0) {
  console.error(`no stage ${unknown.join(', ')}; there is ${stages.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const waiting = stages.filter(
  ({ name }) => !values.without.includes(name) && (positionals.length === 0 || positionals.includes(name)),
);
const running = new Map<ChildProcess, Stage>();
let freeCores = CORES;

rmSync(reportsFolder, { recursive: true, force: true });
mkdirSync(reportsFolder, { recursive: true });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    stopRunning();
    process.exit(1);
  });
}

let counted: Count = { passed: 0, failed: 0 };
const started = performance.now();
const failure = await runAll();
const seconds = ((performance.now() - started) / 1000).toFixed(1);
if (failure !== null) {
  console.log(failure.output);
  console.log(
    `${failure.stage.name} failed (its output is above; npm test -- ${failure.stage.name} repeats it)`,
  );
  // A check that fails without tests, or before any ran, is one failure all the same.
  if (counted.failed === 0) counted = add(counted, { passed: 0, failed: 1 });
  process.exitCode = 1;
}
console.log(`in ${seconds} s`);
console.log(`${String(counted.passed)} passed, ${String(counted.failed)} failed`);

/** Resolves to the first failed stage once nothing runs any more, or to null when all have passed. */
function runAll(): Promise<Outcome | null> {
  return new Promise((resolve) => {
    const next = (): void => {
      for (let stage = waiting[0]; stage !== undefined && stage.cores <= freeCores; stage = waiting[0]) {
        waiting.shift();
        start(stage);
      }
      if (running.size === 0) resolve(null);
    };
    const start = (stage: Stage): void => {
      freeCores -= stage.cores;
      void runStage(stage).then((outcome) => {
        freeCores += stage.cores;
        if (outcome.ok) {
          next();
          return;
        }
        stopRunning();
        resolve(outcome);
      });
    };
    next();
  });
}

function runStage(stage: Stage): Promise<Outcome> {
  const from = performance.now();
  const child = spawn(process.execPath, stage.args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...stage.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
  });
  running.set(child, stage);
  let output = '';
  const keep = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve) => {
    child.once('error', (error) => void (output += String(error)));
    child.once('close', (code) => {
      // Absent if it was stopped because another one had failed.
      if (running.delete(child)) report(stage, code === 0, performance.now() - from);
      resolve({ stage, ok: code === 0, output });
    });
  });
}

function report(stage: Stage, ok: boolean, ms: number): void {
  const count = stage.count?.() ?? { passed: 0, failed: 0 };
  counted = add(counted, count);
  const tests =
    stage.count === undefined ? '' : `  ${String(count.passed)} passed, ${String(count.failed)} failed`;
  const time = `${(ms / 1000).toFixed(1)} s`.padStart(8);
  console.log(`${stage.name.padEnd(14)}${ok ? 'ok    ' : 'FAILED'}${time}${tests}`);
}

function stopRunning(): void {
  for (const child of running.keys()) child.kill('SIGTERM');
  running.clear();
}
