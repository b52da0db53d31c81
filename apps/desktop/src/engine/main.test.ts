// The engine as a process: it never outlives its shell, because it holds the profile for as long as it lives, and it prints
// nothing of what it was given.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

function startEngine(errors: 'inherit' | 'pipe' = 'inherit'): ReturnType<typeof fork> {
  const entry = join(import.meta.dirname, 'main.ts');
  return fork(entry, ['--home', home], { stdio: ['ignore', 'inherit', errors, 'ipc'] });
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

it('prints of a fault what kind it is and where, and nothing that its text quotes', async () => {
  // No folder can be made in a file: the system's error names the path.
  writeFileSync(join(home, 'profiles'), '');
  const engine = startEngine('pipe');
  let printed = '';
  engine.stderr!.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const answered = new Promise((resolve) => {
    engine.on('message', (message: { id?: number }) => {
      if (message.id === 1) resolve(message);
    });
  });
  try {
    const args = { relay: 'hushroom://nowhere', userName: 'alice', passphrase: 'the passphrase' };
    engine.send({ id: 1, call: 'register', args });
    expect(await answered).toEqual({ id: 1, ok: false, error: { code: 'internal' } });
    engine.disconnect();
    await once(engine.stderr!, 'close');
    expect(printed).toMatch(/^Error E[A-Z]+ .*profile\.ts:\d+:\d+/m);
    expect(printed).not.toContain(home);
  } finally {
    engine.kill('SIGKILL');
  }
});
