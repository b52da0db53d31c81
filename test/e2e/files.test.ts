// Files from the command line, over TLS, between real profiles: whole, in constant memory, and whatever is killed.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { closeSync, ftruncateSync, mkdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from './cli/person.ts';
import type { Json, Program } from './cli/program.ts';
import { Scene } from './cli/scene.ts';

const MIB = 1024 * 1024;

let scene: Scene;
let alice: Person;
let bob: Person;
beforeAll(async () => {
  scene = await Scene.start();
  [alice, bob] = await scene.people('alice', 'bob');
});
afterAll(() => scene.end());

/** A file of that size with little in it, so that making it costs nothing. */
function sparseFile(name: string, sizeBytes: number): string {
  const path = join(scene.folder, name);
  const file = openSync(path, 'wx');
  ftruncateSync(file, sizeBytes);
  writeSync(file, `the end of ${name}`, sizeBytes - 100);
  closeSync(file);
  return path;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

const filesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];

/** The most memory that a process ever held, in bytes, as long as it can be asked. */
async function peakMemory(program: Program): Promise<number> {
  let peak = 0;
  const look = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${program.pid}/status`, 'utf8');
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024);
    } catch {
      // It has ended.
    }
  }, 20);
  const status = await program.ended();
  clearInterval(look);
  if (status !== 0) throw new Error(program.errors + program.lines.join('\n'));
  return peak;
}

async function received(): Promise<Json> {
  const [message] = await bob.run('read', '--wait', '60');
  if (message === undefined) throw new Error('nothing came');
  return message;
}

it('arrives under its name and is never written over another', async () => {
  const path = join(scene.folder, 'report.txt');
  writeFileSync(path, 'the report');
  const sent = await alice.one('send', '--to', 'bob', '--file', path, 'have a look');
  expect(sent).toMatchObject({ state: 'relayed', text: 'have a look', file: { name: 'report.txt' } });
  const message = await received();
  expect(message).toMatchObject({ text: 'have a look', file: { name: 'report.txt', sizeBytes: 10 } });
  const folder = join(scene.folder, 'saved');
  mkdirSync(folder);
  const id = String(message['id']);
  const first = await bob.one('save', id, '--to', folder);
  const second = await bob.one('save', id, '--to', folder);
  expect([first['path'], second['path']]).toEqual([
    join(folder, 'report.txt'),
    join(folder, 'report (2).txt'),
  ]);
  for (const { path: saved } of [first, second])
    expect(readFileSync(String(saved), 'utf8')).toBe('the report');
  expect(await bob.fails('save', id, '--to', join(folder, 'report.txt'))).toBe('file-unwritable');
  expect(await alice.fails('send', '--to', 'bob', '--file', join(scene.folder, 'none'))).toBe(
    'file-unreadable',
  );
  expect(await alice.fails('send', '--to', 'bob', '--file', scene.folder)).toBe('file-unreadable');
});

it('takes the same memory whatever its size, both ways', async () => {
  const [small, large] = [sparseFile('small', MIB), sparseFile('large', 96 * MIB)];
  const peaks: number[] = [];
  for (const path of [small, large]) {
    peaks.push(await peakMemory(alice.start('send', '--to', 'bob', '--file', path)));
    const message = await received();
    const to = `${path}.saved`;
    peaks.push(await peakMemory(bob.start('save', String(message['id']), '--to', to)));
    expect(await hashOf(to)).toBe(await hashOf(path));
  }
  const [sendSmall = 0, saveSmall = 0, sendLarge = 0, saveLarge = 0] = peaks;
  console.log(`peaks in MiB: ${peaks.map((peak) => Math.round(peak / MIB)).join(', ')}`);
  expect(sendLarge - sendSmall).toBeLessThan(48 * MIB);
  expect(saveLarge - saveSmall).toBeLessThan(48 * MIB);
}, 180_000);

it('goes on after its sender was killed in the middle, with the bytes that were encrypted once', async () => {
  const path = sparseFile('killed', 64 * MIB);
  const before = new Set(filesBelow(join(scene.relayData, 'blobs')));
  const doomed = alice.start('send', '--to', 'bob', '--file', path);
  const blob = (): string | undefined =>
    filesBelow(join(scene.relayData, 'blobs')).find((file) => !before.has(file));
  const sizeOf = (file: string | undefined): number => (file === undefined ? 0 : statSync(file).size);
  await expect.poll(() => sizeOf(blob()), { timeout: 60_000, interval: 5 }).toBeGreaterThan(4 * MIB);
  doomed.kill('SIGKILL');
  await doomed.ended();
  expect(sizeOf(blob())).toBeLessThan(64 * MIB);
  const kept = filesBelow(join(scene.folder, 'home/profiles/alice/files')).toSorted(
    (left, right) => statSync(right).mtimeMs - statSync(left).mtimeMs,
  )[0];
  const ciphertext = await hashOf(kept ?? '');

  const open = alice.start('listen');
  const message = await received();
  open.kill('SIGTERM');
  await open.ended();
  expect(await hashOf(kept ?? '')).toBe(ciphertext);
  const to = `${path}.saved`;
  await bob.one('save', String(message['id']), '--to', to);
  expect(await hashOf(to)).toBe(await hashOf(path));
}, 180_000);

it('is fetched on after its receiver was killed in the middle', async () => {
  const path = sparseFile('fetched', 64 * MIB);
  await alice.one('send', '--to', 'bob', '--file', path);
  const message = await received();
  const to = `${path}.saved`;
  const files = join(scene.folder, 'home/profiles/bob/files');
  const before = new Set(filesBelow(files));
  const doomed = bob.start('save', String(message['id']), '--to', to);
  const part = (): number => {
    const file = filesBelow(files).find((each) => !before.has(each));
    return file === undefined ? 0 : statSync(file).size;
  };
  await expect.poll(part, { timeout: 60_000, interval: 5 }).toBeGreaterThan(4 * MIB);
  doomed.kill('SIGKILL');
  await doomed.ended();
  expect(existsSync(to)).toBe(false);
  await bob.one('save', String(message['id']), '--to', to);
  expect(await hashOf(to)).toBe(await hashOf(path));
}, 180_000);
