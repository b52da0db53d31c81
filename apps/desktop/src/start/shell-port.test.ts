import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ShellFixture, tokenOf } from '../browser/shell.fixture.ts';
import { keepShellPort, readShellPort } from './shell-port.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hushroom-port-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a browser shell as a profile in `folder` would, and ends it. Returns its origin and a token of it. */
async function startAndEnd(): Promise<{ origin: string; token: string }> {
  const fixture = await ShellFixture.start(readShellPort(folder));
  const { shell } = fixture;
  keepShellPort(folder, shell.port);
  const started = { origin: shell.origin, token: tokenOf(shell.freshLink()) };
  await fixture.stop();
  return started;
}

it('is the same page to the browser at the next start, with another token', async () => {
  const first = await startAndEnd();
  const second = await startAndEnd();
  expect(second.origin).toBe(first.origin);
  expect(second.token).not.toBe(first.token);
});

it('takes another port where that one is taken, or makes no sense', async () => {
  const first = await startAndEnd();
  const other = createServer().listen(Number(new URL(first.origin).port), '127.0.0.1');
  await once(other, 'listening');
  expect((await startAndEnd()).origin).not.toBe(first.origin);
  other.close();
  for (const text of ['80', '0', '65536', 'seven', '']) {
    writeFileSync(join(folder, 'shell.port'), text);
    expect(readShellPort(folder)).toBeNull();
  }
  await startAndEnd();
  expect(Number(readFileSync(join(folder, 'shell.port'), 'utf8'))).toBeGreaterThan(1023);
});
