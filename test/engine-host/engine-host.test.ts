// One profile, several processes' worth of users: who opens it, who attaches, and what each is told.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createEngineHost,
  createRelayTransport,
  newEngine,
  openEngine,
  type EngineConnection,
  type KdfParameters,
} from '@hushroom/engine-node';
import { parseCall, type EngineEvent } from '@hushroom/ipc';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { relayInProcess, type RelayInProcess } from '../relay-in-process.ts';

const kdf: KdfParameters = { name: 'argon2id13', memoryBytes: 8192, passes: 1 };
const passphrase = 'the passphrase of alice';

let relay: RelayInProcess;
beforeAll(async () => {
  relay = await relayInProcess();
});
afterAll(() => relay.stop());

let home: string;
const open: EngineConnection[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hushroom-host-'));
});
afterEach(async () => {
  for (const engine of open.splice(0).reverse()) await engine.close();
  rmSync(home, { recursive: true });
});

let names = 0;
const optionsFor = (profile: string) => ({ folder: join(home, profile), profile, version: '0', kdf });

async function registered(profile: string): Promise<EngineConnection> {
  const engine = await newEngine(optionsFor(profile));
  open.push(engine);
  names += 1;
  await engine.call('register', { relay: relay.address, userName: `${profile}${names}`, passphrase });
  return engine;
}

async function opened(profile: string, secret = passphrase): Promise<EngineConnection> {
  const engine = await openEngine(optionsFor(profile), () => Promise.resolve(secret));
  open.push(engine);
  return engine;
}

async function codeOf(step: Promise<unknown>): Promise<string | null> {
  try {
    await step;
    return null;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}

function fails(id: number, code: string): object {
  return { id, ok: false, error: { code } };
}

it('attaches to the engine that has the profile open, with the passphrase and not without', async () => {
  const own = await registered('alice');
  expect(own.attached).toBe(false);
  const attached = await opened('alice');
  expect(attached.attached).toBe(true);
  const [mine, theirs] = [await own.call('subscribe', {}), await attached.call('subscribe', {})];
  expect(theirs.snapshot.account).toEqual(mine.snapshot.account);
  expect(await codeOf(opened('alice', 'another passphrase'))).toBe('passphrase-wrong');
});

it('lets nobody through the socket who has not given the passphrase, and survives what is no call', async () => {
  await registered('alice');
  const lines = async (...sent: string[]): Promise<string> => {
    const socket = connect(join(home, 'alice', 'engine.sock'));
    // Being cut off is one of the answers.
    socket.on('error', () => undefined);
    let got = '';
    socket.on('data', (chunk) => (got += chunk.toString()));
    for (const line of sent) socket.write(`${line}\n`);
    socket.end();
    await new Promise((resolve) => socket.once('close', resolve));
    return got;
  };
  const locked = { id: 1, ok: false, error: { code: 'profile-locked' } };
  expect(JSON.parse(await lines('{"id":1,"call":"subscribe","args":{}}'))).toEqual(locked);
  expect(JSON.parse(await lines('{"id":1,"call":"lock","args":{}}'))).toMatchObject({ ok: false });
  expect(JSON.parse(await lines('{"id":1,"call":"no such call","args":{}}'))).toMatchObject({ ok: false });
  expect(await lines('not JSON')).toBe('');
  expect(await lines('x'.repeat(2 * 1024 * 1024))).toBe('');
  const status = JSON.parse(await lines('{"id":7,"call":"status","args":{}}')) as { value: unknown };
  expect(status.value).toMatchObject({ phase: 'open', profile: 'alice' });
});

it('opens the profile itself when nobody has it, also after a killed engine left its socket', async () => {
  const own = await registered('alice');
  await own.close();
  writeFileSync(join(home, 'alice', 'engine.sock'), '');
  const again = await opened('alice');
  expect(again.attached).toBe(false);
  expect(await codeOf(opened('alice', 'another passphrase'))).toBe('passphrase-wrong');
});

it('lets several open one profile in the same moment: one has it, the others attach', async () => {
  await (await registered('alice')).close();
  const engines = await Promise.all([opened('alice'), opened('alice'), opened('alice')]);
  expect(engines.filter(({ attached }) => !attached).length).toBe(1);
  for (const engine of engines) await engine.call('subscribe', {});
});

it('answers what attached commands wait for before it closes, and takes nothing new', async () => {
  const own = await registered('alice');
  const attached = await opened('alice');
  const gone = new Promise<void>((resolve) => {
    attached.onGone(resolve);
  });
  // A wrong passphrase is answered late: when the status is there, this call is certainly under way.
  const waiting = codeOf(attached.call('unlock', { passphrase: 'another passphrase' }));
  await attached.call('status', {});
  const closing = own.close();
  expect(await waiting).toBe('passphrase-wrong');
  await closing;
  await gone;
  expect(await codeOf(attached.call('subscribe', {}))).toBe('engine-stopped');
});

it('says what happens with a profile over its life', async () => {
  const events: EngineEvent[] = [];
  const host = await createEngineHost({
    ...optionsFor('alice'),
    suggestedRelay: relay.address,
    keychain: null,
    onEvent: ({ event }) => events.push(event),
  });
  const call = (id: number, message: object): Promise<unknown> => {
    return host.handle(parseCall({ id, ...message })!);
  };
  const status = { call: 'status', args: {} };
  const register = {
    call: 'register',
    args: { relay: relay.address, userName: 'someone', passphrase, inviteCode: '' },
  };
  expect(await call(1, status)).toMatchObject({ value: { phase: 'new', suggestedRelay: relay.address } });
  expect(await call(2, { call: 'subscribe', args: {} })).toEqual(fails(2, 'profile-locked'));
  expect(await call(3, { call: 'unlock', args: { passphrase } })).toEqual(fails(3, 'profile-missing'));
  expect(await call(4, { ...register, args: { ...register.args, userName: 'NOT A NAME' } })).toMatchObject(
    fails(4, 'name-invalid'),
  );
  expect(await call(5, status)).toMatchObject({ value: { phase: 'new' } });
  expect(await call(6, register)).toEqual({ id: 6, ok: true, value: null });
  expect(await call(7, register)).toEqual(fails(7, 'profile-exists'));
  expect(await call(8, { call: 'lock', args: {} })).toMatchObject({ ok: true });
  expect(events.at(-1)).toEqual({ type: 'locked' });
  expect(await call(9, status)).toMatchObject({ value: { phase: 'locked' } });
  expect(await call(10, { call: 'unlock', args: { passphrase: 'no' } })).toEqual(
    fails(10, 'passphrase-wrong'),
  );
  expect(await call(11, { call: 'unlock', args: { passphrase: null } })).toEqual(
    fails(11, 'passphrase-needed'),
  );
  expect(await call(12, { call: 'unlock', args: { passphrase } })).toMatchObject({ ok: true });
  expect(await call(13, { call: 'unlock', args: { passphrase: 'no' } })).toEqual(
    fails(13, 'passphrase-wrong'),
  );
  await host.close();
});

it('keeps nothing of a registration that the relay refused, and takes another name with another passphrase', async () => {
  await registered('taken');
  const engine = await newEngine(optionsFor('bob'));
  open.push(engine);
  const register = (userName: string, secret: string): Promise<unknown> =>
    engine.call('register', { relay: relay.address, userName, passphrase: secret });
  expect(await codeOf(register(`taken${names}`, 'first passphrase'))).toBe('name-taken');
  await register('bob', 'second passphrase');
  await engine.close();
  expect(await codeOf(opened('bob', 'first passphrase'))).toBe('passphrase-wrong');
  expect((await opened('bob', 'second passphrase')).attached).toBe(false);
});

it('finishes a registration whose reply was lost, under its own passphrase only', async () => {
  const transport = await createRelayTransport(() => Date.now());
  let isLost = true;
  const host = await createEngineHost({
    ...{ folder: join(home, 'carol'), profile: 'carol', version: '0', kdf },
    suggestedRelay: '',
    keychain: null,
    onEvent: () => undefined,
    transport: {
      connect: async (address, events) => {
        let frames = 0;
        const onFrame = (frame: Uint8Array): void => {
          frames += 1;
          // The first is the greeting: after the second the relay has the account.
          if (frames === 1 || !isLost) events.onFrame(frame);
          else connection.close();
        };
        const connection = await transport.connect(address, { ...events, onFrame });
        return connection;
      },
    },
  });
  names += 1;
  const register = (userName: string, secret: string): Promise<unknown> => {
    const args = { relay: relay.address, userName, passphrase: secret };
    return host.handle(parseCall({ id: 1, call: 'register', args })!);
  };
  const carol = `carol${names}`;
  expect(await register(carol, passphrase)).toEqual(fails(1, 'relay-unreachable'));
  isLost = false;
  expect(await register(carol, 'another passphrase')).toEqual(fails(1, 'passphrase-wrong'));
  // A name that cannot be is refused here, and says nothing of the account.
  expect(await register('NOT A NAME', passphrase)).toEqual(fails(1, 'name-invalid'));
  expect(await register(carol, passphrase)).toEqual({ id: 1, ok: true, value: null });
  await host.close();
});

it('tells of a profile whose header is damaged, and of the others', async () => {
  for (const name of ['garden', 'work']) {
    mkdirSync(join(home, 'profiles', name), { recursive: true });
    writeFileSync(join(home, 'profiles', name, 'profile.json'), 'no header');
  }
  const folder = join(home, 'profiles', 'garden');
  const host = await createEngineHost({
    ...{ folder, profile: 'garden', home, version: '0', kdf },
    suggestedRelay: '',
    keychain: null,
    onEvent: () => undefined,
  });
  const status = await host.handle(parseCall({ id: 1, call: 'status', args: {} })!);
  await host.close();
  const listed = { name: expect.stringMatching(/^(garden|work)$/) as unknown };
  expect(status).toMatchObject({
    value: { phase: 'locked', fault: { code: 'profile-damaged' }, profiles: [listed, listed] },
  });
});
