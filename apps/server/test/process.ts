// A relay as a process of its own: the program, or the entry of tests that can stop it at a point of a commit.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAM = join(import.meta.dirname, '../src/main.ts');
const PROGRAM_WITH_HOOKS = join(import.meta.dirname, 'hooked-relay.ts');

export interface RelayProcess {
  readonly child: ChildProcess;
  readonly address: string;
  readonly port: number;
  /** Every line of standard output so far. */
  readonly lines: readonly string[];
  /** What stood on standard error so far. */
  readonly errors: () => string;
  /** Resolves with the exit status, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  kill(signal: NodeJS.Signals): Promise<number | string>;
}

export interface ProcessOptions {
  readonly args?: readonly string[];
  /** Stops the process by SIGKILL at this point of the n-th commit. */
  readonly killAt?: { readonly point: string; readonly commit: number };
}

const folders: string[] = [];
const running = new Set<RelayProcess>();

/** A fresh data folder, removed by {@link cleanUp}. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'relay-data-'));
  folders.push(folder);
  return folder;
}

/** Ends every relay that was started here and still runs. */
export async function endProcesses(): Promise<void> {
  await Promise.all([...running].map((relay) => relay.kill('SIGKILL')));
}

/** Ends what was started here and removes its folders. */
export async function cleanUp(): Promise<void> {
  await endProcesses();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Starts a relay on a data folder and any free port; resolves when it says its address. Throws if it ends before. */
export async function startProcess(data: string, options: ProcessOptions = {}): Promise<RelayProcess> {
  const { child, lines, errors, ended } = launch(data, options);
  await Promise.race([once(lines.reader, 'line'), ended]);
  const started = JSON.parse(lines.all[0] ?? '{}') as { address?: string; port?: number };
  const { address, port } = started;
  if (address === undefined || port === undefined)
    throw new Error(`no relay: ${lines.all.join()} ${errors()}`);
  const kill = (signal: NodeJS.Signals): Promise<number | string> => {
    child.kill(signal);
    return ended;
  };
  const relay: RelayProcess = { child, address, port, lines: lines.all, errors, ended, kill };
  running.add(relay);
  void ended.then(() => running.delete(relay));
  return relay;
}

/** Runs a relay that ends by itself, or because its standard input does: its exit status and what it printed. */
export async function runToEnd(
  data: string,
  args: readonly string[],
): Promise<{ status: number | string; lines: readonly string[]; errors: string }> {
  const { child, lines, errors, ended } = launch(data, { args });
  child.stdin.end();
  return { status: await ended, lines: lines.all, errors: errors() };
}

function launch(data: string, { args = ['--port', '0', '--json'], killAt }: ProcessOptions) {
  const program = killAt === undefined ? PROGRAM : PROGRAM_WITH_HOOKS;
  const child = spawn(process.execPath, [program, '--data', data, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      ...(killAt === undefined ? {} : { KILL_POINT: killAt.point, KILL_COMMIT: String(killAt.commit) }),
    },
  });
  const reader = createInterface(child.stdout);
  const all: string[] = [];
  reader.on('line', (line) => all.push(line));
  let errorText = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errorText += chunk.toString();
  });
  const ended = once(child, 'close').then(([status, signal]: unknown[]): number | string =>
    typeof status === 'number' ? status : String(signal),
  );
  return { child, lines: { reader, all }, errors: () => errorText, ended };
}
