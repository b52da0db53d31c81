// On a fresh clone a launcher stands between npm and the target: it must not be noticed, however either one ends.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';

function start(how: string): ChildProcess {
  const script = (name: string): string => join(import.meta.dirname, name);
  return spawn(process.execPath, [script('launcher.mjs'), script('target.mjs'), how], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function targetPid(launcher: ChildProcess): Promise<number> {
  const [chunk] = (await once(launcher.stdout!, 'data')) as [Buffer];
  return Number(chunk.toString());
}

it('ends with the status of its target', async () => {
  expect(await once(start('7'), 'exit')).toEqual([7, null]);
});

it('passes TERM on and waits for what the target makes of it', async () => {
  const launcher = start('wait');
  await targetPid(launcher);
  launcher.kill('SIGTERM');
  expect(await once(launcher, 'exit')).toEqual([5, null]);
});

it('says that a signal ended the target', async () => {
  const launcher = start('wait');
  process.kill(await targetPid(launcher), 'SIGKILL');
  expect(await once(launcher, 'exit')).toEqual([128 + 9, null]);
});

it('takes its target with it when it is killed', async () => {
  const launcher = start('wait');
  await targetPid(launcher);
  launcher.kill('SIGKILL');
  // The target writes to the same pipe, so the end of the pipe is the end of both; otherwise this waits for ever.
  launcher.stdout!.resume();
  await once(launcher.stdout!, 'end');
  expect(launcher.signalCode).toBe('SIGKILL');
});
