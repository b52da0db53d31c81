// Who gets into a profile whose window was left open, and how often one may guess.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { relayInProcess, type RelayInProcess } from '../relay-in-process.ts';
import { HostedProfile, passphrase, usualClock } from './hosted-profile.ts';

const MINUTE_MS = 60_000;

let relay: RelayInProcess;
beforeAll(async () => {
  relay = await relayInProcess();
});
afterAll(() => relay.stop());

let alice: HostedProfile;
/** How far the computer's clock is ahead: as after a sleep, during which no timer ran. */
let aheadMs = 0;

beforeEach(async () => {
  aheadMs = 0;
  const clock = { ...usualClock, now: () => Date.now() + aheadMs };
  alice = await HostedProfile.registered(relay.address, { clock });
});
afterEach(() => alice.dispose());

async function phase(): Promise<string> {
  return (await alice.call('status', {})).phase;
}

it('locks after the chosen time without activity, and not while somebody is there', async () => {
  await alice.call('settings.change', { idleLockMinutes: 5 });
  for (let minutes = 0; minutes < 12; minutes += 3) {
    aheadMs += 3 * MINUTE_MS;
    await alice.call('profile.active', {});
  }
  expect(await phase()).toBe('open');
  aheadMs += 5 * MINUTE_MS;
  // Whoever comes back after a sleep is too late.
  await alice.call('profile.active', {});
  // Locking waits for its turn, which a call that takes one waits for too.
  await alice.call('lock', {});
  expect(alice.events.filter(({ type }) => type === 'locked').length).toBe(1);
  expect(await phase()).toBe('locked');
  await alice.call('unlock', { passphrase });
  expect((await alice.call('settings.read', {})).idleLockMinutes).toBe(5);
});

it('never locks by itself unless that was chosen', async () => {
  aheadMs += 60 * MINUTE_MS;
  await alice.call('profile.active', {});
  await alice.call('profile.openers', {});
  expect(await phase()).toBe('open');
});

it('takes the new passphrase after a change, and the old one no more', async () => {
  const next = 'another passphrase';
  expect(await alice.attempt('profile.changePassphrase', { current: 'wrong', next })).toMatchObject({
    ok: false,
    error: { code: 'passphrase-wrong' },
  });
  await alice.call('profile.changePassphrase', { current: passphrase, next });
  await alice.call('unlock', { passphrase: next });
  expect(await alice.attempt('unlock', { passphrase })).toMatchObject({
    error: { code: 'passphrase-wrong' },
  });
  expect(await alice.call('profile.openers', {})).toEqual({ passphrase: true, keychain: false });
});

it('takes no passphrase for a while after too many wrong ones, not even the right one', async () => {
  await alice.call('lock', {});
  for (let wrong = 0; wrong < 5; wrong += 1) {
    expect(await alice.attempt('unlock', { passphrase: 'wrong' })).toMatchObject({
      error: { code: 'passphrase-wrong' },
    });
  }
  const wait = { error: { code: 'passphrase-wait', detail: '1' } };
  expect(await alice.attempt('unlock', { passphrase })).toMatchObject(wait);
  aheadMs += 1000;
  expect(await alice.attempt('unlock', { passphrase: 'wrong' })).toMatchObject({
    error: { code: 'passphrase-wrong' },
  });
  aheadMs += 1000;
  expect(await alice.attempt('unlock', { passphrase })).toMatchObject(wait);
  aheadMs += 1000;
  await alice.call('unlock', { passphrase });
});

it('says that a keychain is weak, and leaves the profile as it is', async () => {
  await alice.serve({ keychainWeak: true });
  expect(await alice.call('status', {})).toMatchObject({ keychain: false, keychainWeak: true });
  const weak = { error: { code: 'keychain-weak' } };
  expect(await alice.attempt('profile.useKeychain', { use: true, passphrase })).toMatchObject(weak);
  expect(await alice.call('profile.openers', {})).toEqual({ passphrase: true, keychain: false });
});

it('says before it is unlocked what opens the profile, and how it looked', async () => {
  expect(await alice.call('status', {})).toMatchObject({ openers: { passphrase: true, keychain: false } });
  const look = { theme: 'dark', textSize: 150, locale: 'de' } as const;
  await alice.call('settings.change', { ...look, idleLockMinutes: 7 });
  await alice.call('lock', {});
  const { phase, look: last, openers } = await alice.call('status', {});
  expect({ phase, last, openers }).toEqual({
    phase: 'locked',
    last: look,
    openers: { passphrase: true, keychain: false },
  });
  // Nothing else of the settings lies there in the clear.
  expect(JSON.parse(readFileSync(join(alice.folder, 'look.json'), 'utf8'))).toEqual(look);
});

it('looks as a new profile does where the look of the last time makes no sense', async () => {
  await alice.call('lock', {});
  for (const text of ['', 'null', '[]', '{"theme":"plaid"}', '{"textSize":1e9}', '{"locale":"<b>"}']) {
    writeFileSync(join(alice.folder, 'look.json'), text);
    expect((await alice.call('status', {})).look).toEqual({
      theme: 'system',
      textSize: 100,
      locale: 'system',
    });
  }
});
