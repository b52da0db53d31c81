// Who gets into a profile whose window was left open, and how often one may guess.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngineHost, type EngineHost, type KdfParameters } from '@hushroom/engine-node';
import {
  parseCall,
  type CallInput,
  type CallName,
  type CallValues,
  type EngineEvent,
  type ResultMessage,
} from '@hushroom/ipc';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { relayInProcess, type RelayInProcess } from '../relay-in-process.ts';

const kdf: KdfParameters = { name: 'argon2id13', memoryBytes: 8192, passes: 1 };
const passphrase = 'the passphrase of alice';
const MINUTE_MS = 60_000;

let relay: RelayInProcess;
beforeAll(async () => {
  relay = await relayInProcess();
});
afterAll(() => relay.stop());

let home: string;
let host: EngineHost;
/** How far the computer's clock is ahead: as after a sleep, during which no timer ran. */
let aheadMs = 0;
const events: EngineEvent[] = [];
let names = 0;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'hushroom-lock-'));
  aheadMs = 0;
  events.length = 0;
  host = await createEngineHost({
    folder: join(home, 'alice'),
    profile: 'alice',
    version: '0',
    suggestedRelay: '',
    keychain: null,
    kdf,
    clock: {
      now: () => Date.now() + aheadMs,
      after: (delayMs, run) => {
        const timer = setTimeout(run, delayMs);
        return () => {
          clearTimeout(timer);
        };
      },
    },
    onEvent: ({ event }) => events.push(event),
  });
  names += 1;
  await call('register', { relay: relay.address, userName: `alice${String(names)}`, passphrase });
});
afterEach(async () => {
  await host.close();
  rmSync(home, { recursive: true });
});

async function attempt<N extends CallName>(
  name: N,
  args: CallInput<N>,
): Promise<ResultMessage<CallValues[N]>> {
  return (await host.handle(parseCall({ id: 1, call: name, args })!)) as ResultMessage<CallValues[N]>;
}

async function call<N extends CallName>(name: N, args: CallInput<N>): Promise<CallValues[N]> {
  const result = await attempt(name, args);
  if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
  return result.value;
}

async function phase(): Promise<string> {
  return (await call('status', {})).phase;
}

it('locks after the chosen time without activity, and not while somebody is there', async () => {
  await call('settings.change', { idleLockMinutes: 5 });
  for (let minutes = 0; minutes < 12; minutes += 3) {
    aheadMs += 3 * MINUTE_MS;
    await call('profile.active', {});
  }
  expect(await phase()).toBe('open');
  aheadMs += 5 * MINUTE_MS;
  // Whoever comes back after a sleep is too late.
  await call('profile.active', {});
  // Locking waits for its turn, which a call that takes one waits for too.
  await call('lock', {});
  expect(events.filter(({ type }) => type === 'locked').length).toBe(1);
  expect(await phase()).toBe('locked');
  await call('unlock', { passphrase });
  expect((await call('settings.read', {})).idleLockMinutes).toBe(5);
});

it('never locks by itself unless that was chosen', async () => {
  aheadMs += 60 * MINUTE_MS;
  await call('profile.active', {});
  await call('profile.openers', {});
  expect(await phase()).toBe('open');
});

it('takes the new passphrase after a change, and the old one no more', async () => {
  const next = 'another passphrase';
  expect(await attempt('profile.changePassphrase', { current: 'wrong', next })).toMatchObject({
    ok: false,
    error: { code: 'passphrase-wrong' },
  });
  await call('profile.changePassphrase', { current: passphrase, next });
  await call('unlock', { passphrase: next });
  expect(await attempt('unlock', { passphrase })).toMatchObject({ error: { code: 'passphrase-wrong' } });
  expect(await call('profile.openers', {})).toEqual({ passphrase: true, keychain: false });
});

it('takes no passphrase for a while after too many wrong ones, not even the right one', async () => {
  await call('lock', {});
  for (let wrong = 0; wrong < 5; wrong += 1) {
    expect(await attempt('unlock', { passphrase: 'wrong' })).toMatchObject({
      error: { code: 'passphrase-wrong' },
    });
  }
  const wait = { error: { code: 'passphrase-wait', detail: '1' } };
  expect(await attempt('unlock', { passphrase })).toMatchObject(wait);
  aheadMs += 1000;
  expect(await attempt('unlock', { passphrase: 'wrong' })).toMatchObject({
    error: { code: 'passphrase-wrong' },
  });
  aheadMs += 1000;
  expect(await attempt('unlock', { passphrase })).toMatchObject(wait);
  aheadMs += 1000;
  await call('unlock', { passphrase });
});

it('says that a keychain is weak, and leaves the profile as it is', async () => {
  await host.close();
  host = await createEngineHost({
    folder: join(home, 'alice'),
    profile: 'alice',
    version: '0',
    suggestedRelay: '',
    keychain: null,
    keychainWeak: true,
    kdf,
    onEvent: () => undefined,
  });
  expect(await call('status', {})).toMatchObject({ keychain: false, keychainWeak: true });
  const weak = { error: { code: 'keychain-weak' } };
  expect(await attempt('profile.useKeychain', { use: true, passphrase })).toMatchObject(weak);
  expect(await call('profile.openers', {})).toEqual({ passphrase: true, keychain: false });
});

it('says before it is unlocked what opens the profile, and how it looked', async () => {
  expect(await call('status', {})).toMatchObject({ openers: { passphrase: true, keychain: false } });
  const look = { theme: 'dark', textSize: 150, locale: 'de' } as const;
  await call('settings.change', { ...look, idleLockMinutes: 7 });
  await call('lock', {});
  const { phase, look: last, openers } = await call('status', {});
  expect({ phase, last, openers }).toEqual({
    phase: 'locked',
    last: look,
    openers: { passphrase: true, keychain: false },
  });
  // Nothing else of the settings lies there in the clear.
  expect(JSON.parse(readFileSync(join(home, 'alice/look.json'), 'utf8'))).toEqual(look);
});

it('looks as a new profile does where the look of the last time makes no sense', async () => {
  await call('lock', {});
  for (const text of ['', 'null', '[]', '{"theme":"plaid"}', '{"textSize":1e9}', '{"locale":"<b>"}']) {
    writeFileSync(join(home, 'alice/look.json'), text);
    expect((await call('status', {})).look).toEqual({ theme: 'system', textSize: 100, locale: 'system' });
  }
});
