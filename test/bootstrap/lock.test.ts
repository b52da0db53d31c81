// The installation lock between real processes: one at a time, and a killed one blocks nobody.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;
let lock: string;
let processes: ChildProcessWithoutNullStreams[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hushroom-lock-'));
  lock = join(folder, 'lock');
  processes = [];
});

afterEach(() => {
  for (const child of processes) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function contender(alsoHeldBy?: number): ChildProcessWithoutNullStreams {
  const script = join(import.meta.dirname, 'lock-holder.mjs');
  const child = spawn(process.execPath, [
    script,
    lock,
    ...(alsoHeldBy === undefined ? [] : [String(alsoHeldBy)]),
  ]);
  processes.push(child);
  return child;
}

/** Resolves when the stream has said the word. */
async function says(stream: Readable, word: string): Promise<void> {
  let text = '';
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    text += chunk.toString();
    if (text.includes(word)) return;
  }
  throw new Error(`ended after: ${text}`);
}

it('lets the second in when the first has finished, and leaves no file', async () => {
  const first = contender();
  await says(first.stdout, 'holding');
  const second = contender();
  await says(second.stderr, 'waiting');
  first.stdin.write('go on\n');
  await says(second.stdout, 'holding');
  second.stdin.write('go on\n');
  await says(second.stdout, 'released');
  expect(existsSync(lock)).toBe(false);
});

it('is taken over when its holder was killed', async () => {
  const first = contender();
  await says(first.stdout, 'holding');
  first.kill('SIGKILL');
  await once(first, 'exit');
  expect(existsSync(lock)).toBe(true);
  await says(contender().stdout, 'holding');
});

it('stays held while a tool of a killed holder still runs', async () => {
  const tool = contender();
  await says(tool.stdout, 'holding');
  rmSync(lock);
  const first = contender(tool.pid);
  await says(first.stdout, 'holding');
  first.kill('SIGKILL');
  await once(first, 'exit');
  const second = contender();
  await says(second.stderr, 'waiting');
  tool.kill('SIGKILL');
  await says(second.stdout, 'holding');
});

it('goes to exactly one of many that find a dead lock at the same moment', async () => {
  const dead = contender();
  await says(dead.stdout, 'holding');
  dead.kill('SIGKILL');
  await once(dead, 'exit');
  const many = Array.from({ length: 6 }, () => contender());
  let holding = 0;
  await Promise.all(
    many.map(async (child) => {
      await says(child.stdout, 'holding');
      holding += 1;
      expect(holding).toBe(1);
      holding -= 1;
      child.stdin.write('go on\n');
      await says(child.stdout, 'released');
    }),
  );
});

it('waits for a lock whose file is still empty, for its owner may be writing it', async () => {
  writeFileSync(lock, '');
  const child = contender();
  await says(child.stderr, 'waiting');
  rmSync(lock);
  await says(child.stdout, 'holding');
});
