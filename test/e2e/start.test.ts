// `npm start` as programs: one relay for all starts of a computer, one start per profile, and nothing left behind.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const START = join(import.meta.dirname, '../../apps/desktop/src/start/main.ts');

interface Started {
  readonly child: ChildProcess;
  /** The first line of standard output, parsed. */
  readonly line: Promise<Record<string, unknown>>;
  /** Exit status. */
  readonly ended: Promise<number | null>;
}

let home: string;
let running: Started[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hushroom-start-'));
  running = [];
});

afterEach(async () => {
  for (const { child } of running) child.kill('SIGTERM');
  await Promise.all(running.map(({ ended }) => ended));
  // Every process that a start has started carries its home folder among its arguments.
  const deadline = Date.now() + 10_000;
  while (processesWith(home).length > 0 && Date.now() < deadline) await sleep(100);
  const left = processesWith(home);
  rmSync(home, { recursive: true, force: true });
  expect(left).toEqual([]);
});

function start(profile: string, ...args: string[]): Started {
  const all = [START, '--json', '--no-open', '--home', home, '--profile', profile, ...args];
  const child = spawn(process.execPath, all, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: home, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
  });
  child.stderr.resume();
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const line = once(createInterface(child.stdout), 'line').then(
    ([text]) => JSON.parse(String(text)) as Record<string, unknown>,
  );
  const started = { child, line, ended };
  running.push(started);
  return started;
}

/** Ids of processes that name the text in their arguments. */
function processesWith(text: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
    } catch {
      return false;
    }
  });
}

describe.runIf(process.platform === 'linux')('npm start', () => {
  it('shares one relay between starts at the same moment, each with a page of its own', async () => {
    const lines = await Promise.all([start('alice').line, start('bob').line]);
    expect(lines[0]).toMatchObject({ profile: 'alice', shell: 'browser' });
    expect(lines[1]).toMatchObject({ profile: 'bob', shell: 'browser' });
    expect(lines[0].relay).toMatch(/^hushroom:\/\/127\.0\.0\.1:\d+\/#[a-z2-7]{52}$/);
    expect(lines[1].relay).toBe(lines[0].relay);
    expect(new URL(String(lines[1].url)).port).not.toBe(new URL(String(lines[0].url)).port);
  });

  it('gives a second start of a profile a fresh link to the first, and ends', async () => {
    const first = await start('alice').line;
    const second = start('alice');
    const line = await second.line;
    expect(await second.ended).toBe(0);
    expect({ ...line, url: null }).toEqual({ ...first, url: null });
    const [one, two] = [new URL(String(first.url)), new URL(String(line.url))];
    expect(two.origin).toBe(one.origin);
    expect(two.hash).not.toBe(one.hash);
    expect((await fetch(two.origin)).status).toBe(200);
  });

  it('starts where a killed start has left its traces', async () => {
    const killed = start('alice');
    const before = await killed.line;
    killed.child.kill('SIGKILL');
    await killed.ended;
    const after = await start('alice').line;
    expect(after).toMatchObject({ relay: before.relay, shell: 'browser' });
  });

  it('joins another relay without running one', async () => {
    const relay = `hushroom://127.0.0.1:9/#${'a'.repeat(52)}`;
    expect(await start('alice', '--relay', relay).line).toMatchObject({ relay, shell: 'browser' });
    expect(processesWith(join(home, 'relay'))).toEqual([]);
  });

  it('says so when another program has taken the port of the relay on this computer', async () => {
    const first = start('alice');
    const { relay } = await first.line;
    first.child.kill('SIGTERM');
    await first.ended;
    const port = Number(new URL(String(relay)).port);
    const taker = createServer().listen(port, '127.0.0.1');
    await once(taker, 'listening');
    expect((taker.address() as AddressInfo).port).toBe(port);
    try {
      const second = start('alice');
      expect(await second.line).toMatchObject({ error: { code: 'port-taken' } });
      expect(await second.ended).toBe(1);
    } finally {
      taker.close();
    }
  });

  it('names what is wrong with a profile or an option', async () => {
    const [bad, unknown] = [start('Not A Name'), start('alice', '--unknown')];
    expect(await bad.line).toMatchObject({ error: { code: 'profile-name-invalid' } });
    expect(await unknown.line).toMatchObject({ error: { code: 'option-invalid' } });
    expect(await Promise.all([bad.ended, unknown.ended])).toEqual([1, 1]);
  });

  it('says to people, in this order, where the relay and the app are', async () => {
    const child = spawn(process.execPath, [START, '--no-open', '--home', home], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: process.env.PATH, HOME: home, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
    });
    let output = '';
    for await (const part of child.stdout.setEncoding('utf8')) {
      output += String(part);
      if (output.includes('/#') && output.includes('http://')) break;
    }
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    expect(output).toMatch(
      /hushroom:\/\/127\.0\.0\.1:[^█]*█[\s█▀▄]+\n\nHushroom is open\.[^]*http:\/\/127\.0\.0\.1:\d+\/#/,
    );
  });
});
