// The relay on this computer: run by whoever starts first, used by all who start later. The relay's own lock on its data
// decides who is first.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { StartError } from './error.ts';

const PROGRAM = fileURLToPath(new URL('../../../server/src/main.ts', import.meta.url));
/** How long another start's relay may take from its lock to its first answer: on a slow, busy computer it compiles for a while. */
const ATTACH_MS_MAX = 60_000;
const POLL_MS = 100;

export interface LocalRelay {
  readonly address: string;
  /** Null if another start runs it. */
  readonly process: ChildProcess | null;
}

export interface LocalRelayOptions {
  /** The folder of everything; the relay's data is in `relay` below it. */
  readonly home: string;
  readonly host: string | null;
  /** Gets what the relay prints for people: its address, a QR code, a line per connection. */
  readonly print: (text: string) => void;
}

/** Runs the relay, or finds the one that runs. Throws {@link StartError} with the relay's own words if neither can be. */
export async function localRelay({ home, host, print }: LocalRelayOptions): Promise<LocalRelay> {
  const data = join(home, 'relay');
  const args = [PROGRAM, '--data', data, '--owned', ...(host === null ? [] : ['--host', host])];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
    if (started) print(text);
  });
  let started = false;
  const answer = await Promise.race([
    once(child.stdout.setEncoding('utf8'), 'data').then(([text]) => String(text)),
    once(child, 'exit').then(() => null),
  ]);
  if (answer !== null) {
    started = true;
    print(answer);
    child.stdout.on('data', print);
    return { address: keptAddress(data), process: child };
  }
  const [, words = complaint.trim(), code = 'relay-failed'] =
    /^hushroom relay: (.*) \(([a-z-]+)\)$/m.exec(complaint) ?? [];
  if (code !== 'data-in-use')
    throw new StartError(code, `The relay on this computer does not start: ${words}.`);
  return { address: await runningAddress(data), process: null };
}

/** The address of the relay that another process runs, as soon as it answers. */
async function runningAddress(data: string): Promise<string> {
  const deadline = Date.now() + ATTACH_MS_MAX;
  for (;;) {
    try {
      const address = keptAddress(data);
      await answers(new URL(address));
      return address;
    } catch (error) {
      if (Date.now() > deadline) {
        throw new StartError(
          'relay-unreachable',
          'The relay on this computer is started, and does not answer.',
          error,
        );
      }
    }
    await sleep(POLL_MS);
  }
}

function keptAddress(data: string): string {
  return readFileSync(join(data, 'address'), 'utf8').trim();
}

/** Resolves when something accepts connections there. Whether it is the relay is for the engine to check. */
async function answers({ hostname, port }: URL): Promise<void> {
  const socket = connect(Number(port), hostname.replace(/^\[|\]$/g, ''));
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
}
