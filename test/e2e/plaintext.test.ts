// Everything that a relay received, stored and wrote to its log while people talked, searched for what they said.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { containsMarker } from '../marker.ts';
import { Person } from './cli/person.ts';
import { Program } from './cli/program.ts';
import { recordingRelay, type RecordingRelay } from './cli/recording-relay.ts';

const marker = (): string => `marker-${randomBytes(12).toString('hex')}`;
const [text, roomText, roomName, passphrase] = [marker(), marker(), marker(), marker()];
const [fileName, fileText, caption] = [marker(), marker(), marker()];
const secrets = [text, roomText, roomName, passphrase, fileName, fileText, caption];

let folder: string;
let relay: RecordingRelay;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hushroom-plaintext-'));
  relay = await recordingRelay(join(folder, 'relay'));
  writeFileSync(join(folder, 'passphrase'), passphrase);
  const person = (name: string): Person => {
    const shared = ['--json', '--home', join(folder, 'home'), '--profile', name];
    const secret = ['--passphrase-file', join(folder, 'passphrase')];
    const start = (args: readonly string[]): Program =>
      new Program('apps/cli/src/main.ts', [...args, ...shared, ...secret]);
    return new Person(name, start);
  };
  const [alice, bob] = [person('alice'), person('bob')];
  await Promise.all([alice.register(relay.address), bob.register(relay.address)]);
  await alice.run('send', '--to', 'bob', `direct ${text}`);
  await alice.run('room', 'create', roomName);
  await alice.run('room', 'add', roomName, 'bob');
  await alice.run('send', '--room', roomName, `room ${roomText}`);
  mkdirSync(join(folder, 'outside'));
  const path = join(folder, 'outside', `${fileName}.txt`);
  writeFileSync(path, `${fileText}\n`.repeat(5000));
  await alice.run('send', '--to', 'bob', '--file', path, caption);
  // They really said it.
  const read = await bob.run('read', '--wait', '60');
  const texts = read.map(({ text: said }) => String(said));
  expect(texts.toSorted()).toEqual([`direct ${text}`, caption, `room ${roomText}`].toSorted());
  const message = read.find(({ file }) => file !== undefined);
  await bob.run('save', String(message?.['id']), '--to', join(folder, 'outside', 'saved.txt'));
  expect(readFileSync(join(folder, 'outside', 'saved.txt'))).toEqual(readFileSync(path));
});
afterAll(async () => {
  await relay.stop();
  rmSync(folder, { recursive: true });
});

const filesBelow = (path: string): Uint8Array[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));

it('finds nothing of it in what the relay received, stored and logged', () => {
  const stored = filesBelow(join(folder, 'relay'));
  const log = [Buffer.from(relay.log.join('\n'))];
  expect(relay.received.length).toBeGreaterThan(20);
  expect(stored.length).toBeGreaterThan(3);
  for (const secret of secrets) {
    for (const bytes of [relay.received, stored, log]) expect(containsMarker(bytes, secret)).toBe(false);
  }
});

it('finds nothing of it in the profiles on disk', () => {
  const files = filesBelow(join(folder, 'home'));
  expect(files.length).toBeGreaterThan(3);
  for (const secret of secrets) {
    expect(containsMarker(files, secret)).toBe(false);
  }
});

it('finds what is there: the same search in a copy in the clear', () => {
  const clear = Buffer.from(`before ${text} after`);
  const copies = [
    clear,
    Buffer.from(clear.toString('utf8'), 'utf16le'),
    Buffer.from(clear.toString('base64')),
    Buffer.from(`x${clear.toString('hex')}`),
  ];
  for (const copy of copies) expect(containsMarker([Buffer.alloc(9), copy], text)).toBe(true);
  // And the relay does see what it must: the names that log in.
  expect(containsMarker(relay.received, 'alice')).toBe(true);
});

it('refuses TLS 1.2', async () => {
  const outcome = await new Promise<string>((resolve) => {
    const socket = connect({
      host: '127.0.0.1',
      port: relay.port,
      maxVersion: 'TLSv1.2',
      rejectUnauthorized: false,
    });
    socket.once('secureConnect', () => {
      resolve('accepted');
      socket.destroy();
    });
    socket.once('error', () => {
      resolve('refused');
    });
  });
  expect(outcome).toBe('refused');
});
