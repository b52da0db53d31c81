// The engine as a process: it never outlives its shell, because it holds the profile for as long as it lives.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hushroom-engine-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function startEngine(): ReturnType<typeof fork> {
  const entry = join(import.meta.dirname, 'main.ts');
  return fork(entry, ['--home', home], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

it.each(['spawn', 'message'])('ends with a shell that is gone by its %s', async (event) => {
  const engine = startEngine();
  try {
    await once(engine, event);
    engine.disconnect();
    expect(await once(engine, 'exit')).toEqual([0, null]);
  } finally {
    engine.kill('SIGKILL');
  }
});
