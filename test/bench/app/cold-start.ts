// The engine process as a shell starts it, from the fork to the conversation list that the window shows.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallName, ResultMessage } from '@hushroom/ipc';

const ENGINE = join(import.meta.dirname, '../../../apps/desktop/dist/engine/main.js');
const KIB_PER_MIB = 1024;

export interface ColdStart {
  /** From the fork to the list. */
  readonly ms: number;
  /** What the process then holds in memory; 0 where the system does not say. */
  readonly residentMib: number;
}

/** Starts the built engine on a profile, unlocks it and asks for the whole window. */
export async function coldStart(home: string, passphrase: string): Promise<ColdStart> {
  const start = performance.now();
  const child = fork(ENGINE, ['--profile', 'alice', '--home', home], { serialization: 'json' });
  const call = async (id: number, name: CallName, args: object): Promise<void> => {
    child.send({ id, call: name, args });
    for (;;) {
      const [message] = (await once(child, 'message')) as [Partial<ResultMessage>];
      if (message.id !== id) continue;
      if (message.ok !== true) throw new Error(`${name} failed`);
      return;
    }
  };
  await once(child, 'message');
  await call(1, 'unlock', { passphrase });
  await call(2, 'subscribe', {});
  const ms = performance.now() - start;
  const residentMib = residentOf(child.pid ?? 0);
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
  return { ms, residentMib };
}

function residentOf(pid: number): number {
  if (process.platform !== 'linux') return 0;
  const [, kib = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? [];
  return Math.round(Number(kib) / KIB_PER_MIB);
}
