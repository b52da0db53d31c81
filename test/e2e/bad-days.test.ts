// What can go wrong at a command line, each with its code: one clear error, exit status 1, and nothing lost by it.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SmallDisk } from '../../apps/server/test/small-disk.ts';
import { relayInProcess } from '../relay-in-process.ts';
import type { Person } from './cli/person.ts';
import { Scene } from './cli/scene.ts';

let scene: Scene;
let alice: Person;
let bob: Person;
beforeAll(async () => {
  scene = await Scene.start();
  [alice, bob] = await scene.people('alice', 'bob');
});
afterAll(() => scene.end());

const registering = (address: string, user = 'someone'): Promise<unknown> =>
  scene.person('nobody').fails('register', '--relay', address, '--user', user);

it('names what is wrong with a relay address', async () => {
  const good = scene.address;
  expect(await registering('https://example.org')).toBe('address-malformed');
  expect(await registering(`hushroom://${'a'.repeat(320)}:1/`)).toBe('address-too-long');
  expect(await registering(good.slice(0, -3))).toBe('address-id-malformed');
});

it('names a relay that is not there, and one that is another', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  expect(await registering(scene.address.replace(/:\d+\//, `:${port}/`))).toBe('relay-unreachable');
  const other = await relayInProcess();
  const [, id = ''] = other.address.split('#');
  expect(await registering(scene.address.replace(/#.*/, `#${id}`))).toBe('relay-not-the-one');
  await other.stop();
});

it('names a wrong clock', async () => {
  const day = 24 * 60 * 60 * 1000;
  // The relay lives in another time, so its certificate does too.
  const past = Date.now() - 200 * day;
  const relay = await relayInProcess({
    clock: {
      now: () => past,
      after: (ms, work) => {
        const timer = setTimeout(work, ms);
        return () => {
          clearTimeout(timer);
        };
      },
    },
  });
  expect(await registering(relay.address)).toBe('clock-wrong');
  await relay.stop();
});

it('names a user name that is taken or is none, and keeps nothing of the attempt', async () => {
  expect(await registering(scene.address, 'alice')).toBe('name-taken');
  expect(await registering(scene.address, 'Alice Smith')).toBe('name-invalid');
  expect(await scene.person('nobody').fails('roster')).toBe('profile-missing');
  expect(await alice.fails('register', '--relay', scene.address, '--user', 'again')).toBe('profile-exists');
});

it('names a passphrase that is wrong, and one that cannot be read', async () => {
  expect(await scene.person('alice', 'another passphrase').fails('roster')).toBe('passphrase-wrong');
  writeFileSync(join(scene.folder, 'alice.passphrase'), '');
  expect(await alice.fails('roster')).toBe('passphrase-file');
  rmSync(join(scene.folder, 'alice.passphrase'));
  expect(await alice.fails('roster')).toBe('passphrase-file');
  scene.person('alice');
});

it('names a profile that is damaged or newer', async () => {
  const profile = join(scene.folder, 'home', 'profiles', 'alice');
  const backup = mkdtempSync(join(tmpdir(), 'hushroom-backup-'));
  cpSync(profile, backup, { recursive: true });
  const database = join(profile, 'messages.db');
  const bytes = readFileSync(database);
  bytes.fill(0x55, 5000, 5100);
  writeFileSync(database, bytes);
  for (const name of readdirSync(profile)) if (/-(wal|shm)$/.test(name)) rmSync(join(profile, name));
  expect(await alice.fails('roster')).toBe('profile-damaged');
  cpSync(join(backup, 'messages.db'), database);
  const header = join(profile, 'profile.json');
  writeFileSync(header, readFileSync(header, 'utf8').replace('"version": 1', '"version": 2'));
  expect(await alice.fails('roster')).toBe('profile-newer');
  cpSync(backup, profile, { recursive: true });
  rmSync(backup, { recursive: true });
  // Nothing was harmed by looking.
  expect(await alice.run('roster')).toHaveLength(2);
});

it('names a profile that another process has open without a socket to attach to', async () => {
  const listening = alice.start('listen');
  const socket = join(scene.folder, 'home', 'profiles', 'alice', 'engine.sock');
  // It prints this once it is open.
  await bob.run('send', '--to', 'alice', 'hello');
  await listening.line();
  rmSync(socket);
  expect(await alice.fails('roster')).toBe('profile-in-use');
  expect(await listening.stop()).toBe(0);
});

it('refuses a message that is too long, saying the limit, and people and rooms that are not there', async () => {
  const long = 'x'.repeat(16 * 1024 + 1);
  const refusal = alice.start('send', '--to', 'bob', long);
  expect(await refusal.ended()).toBe(1);
  expect(await refusal.line()).toMatchObject({
    error: { code: 'message-too-long', message: expect.stringContaining('16384') as unknown },
  });
  expect(await alice.one('send', '--to', 'bob', long.slice(1))).toMatchObject({ state: 'relayed' });
  expect(await alice.fails('send', '--to', 'nobody', 'hello')).toBe('unknown-person');
  expect(await alice.fails('send', '--room', 'nowhere', 'hello')).toBe('unknown-conversation');
  expect(await alice.fails('send', 'hello')).toBe('usage');
  expect(await alice.fails('frobnicate')).toBe('usage');
  expect(await alice.fails('read', '--frobnicate')).toBe('usage');
});

it('names a port that is taken, and a relay folder that is in use', async () => {
  const port = new URL(scene.address.replace('hushroom:', 'http:')).port;
  const relay = (data: string, onPort: string): Promise<unknown> => {
    const program = scene.run('apps/cli/src/main.ts', [
      ...['relay', '--json', '--host', '127.0.0.1', '--port', onPort],
      ...['--data', join(scene.folder, data)],
    ]);
    return program.ended().then(async (status) => {
      expect(status).toBe(1);
      return (await program.line())['error'];
    });
  };
  expect(await relay('other', port)).toMatchObject({ code: 'port-taken' });
  expect(await relay('relay', '0')).toMatchObject({ code: 'data-in-use' });
});

it("keeps what the relay's full disk has no room for, says so, and sends it once there is room", async (context) => {
  const other = new Scene();
  const disk = SmallDisk.mount(other.folder);
  if (disk === null) {
    context.skip();
    return;
  }
  try {
    await other.startRelay(disk.path);
    const [dave, erin] = await other.people('dave', 'erin');
    await dave.run('send', '--to', 'erin', 'there is room');
    disk.fill();
    const kept = await dave.one('send', '--to', 'erin', 'there is none');
    expect(kept).toMatchObject({ state: 'queued', reason: 'relay-full' });
    disk.makeRoom();
    expect(await dave.one('send', '--to', 'erin', 'again')).toMatchObject({ state: 'relayed' });
    expect(await erin.reads()).toEqual(['there is room', 'there is none', 'again']);
  } finally {
    await other.end(() => {
      disk.unmount();
    });
  }
});
