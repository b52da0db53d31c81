import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProfileError } from '../error.ts';
import { readHeader } from './header.ts';
import { addKeychain, changePassphrase, openersOf, removeKeychain } from './key-change.ts';
import { KDF_PARAMETERS, type KdfParameters } from './kdf.ts';
import type { Keychain } from './key-slot.ts';
import type { Opener } from './open-key.ts';
import { createProfile, openProfile, profileState } from './profile.ts';

const CHEAP: KdfParameters = { name: 'argon2id13', memoryBytes: 8192, passes: 1 };
const alice: Opener = { passphrase: 'the passphrase of alice', keychain: null };

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'hushroom-profile-'));
  folder = join(parent, 'profiles', 'alice');
});
afterEach(() => {
  rmSync(parent, { recursive: true });
});

async function codeOf(step: Promise<unknown>): Promise<string | null> {
  try {
    await step;
    return null;
  } catch (error) {
    if (error instanceof ProfileError) return error.code;
    throw error;
  }
}

async function make(opener: Opener = alice): Promise<void> {
  const profile = await createProfile(folder, opener, CHEAP);
  profile.storage.transaction((t) => {
    t.put('space', 'key', Uint8Array.of(1, 2, 3));
  });
  profile.finish();
  profile.storage.close();
}

it('opens with its passphrase and no other, for this user only', async () => {
  expect(profileState(folder)).toBe('missing');
  expect(await codeOf(openProfile(folder, alice))).toBe('profile-missing');
  await make();
  expect(profileState(folder)).toBe('ready');
  expect(await codeOf(openProfile(folder, { ...alice, passphrase: 'another' }))).toBe('passphrase-wrong');
  expect(await codeOf(openProfile(folder, { ...alice, passphrase: null }))).toBe('passphrase-needed');
  const { storage } = await openProfile(folder, alice);
  expect(storage.transaction((t) => t.get('space', 'key'))).toEqual(Uint8Array.of(1, 2, 3));
  storage.close();
  expect(await codeOf(createProfile(folder, alice, CHEAP))).toBe('profile-exists');
  if (process.platform === 'win32') return;
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0);
});

it('takes one passphrase in whichever form the keyboard composes its letters', async () => {
  await make({ passphrase: 'caf\u00e9', keychain: null });
  (await openProfile(folder, { passphrase: 'cafe\u0301', keychain: null })).storage.close();
});

it('derives with 64 MiB and 3 passes, as its header says', async () => {
  expect(KDF_PARAMETERS).toEqual({ name: 'argon2id13', memoryBytes: 67_108_864, passes: 3 });
  const profile = await createProfile(folder, alice, KDF_PARAMETERS);
  profile.storage.close();
  expect(readHeader(folder)?.slots[0]).toMatchObject({ kdf: KDF_PARAMETERS });
});

it('opens by a keychain, which a passphrase does not replace', async () => {
  const keychain: Keychain = {
    seal: (secret) => Promise.resolve(secret.map((byte) => byte ^ 0x5a)),
    open: (sealed) => Promise.resolve(sealed.map((byte) => byte ^ 0x5a)),
  };
  await make({ passphrase: null, keychain });
  (await openProfile(folder, { passphrase: null, keychain })).storage.close();
  expect(await codeOf(openProfile(folder, alice))).toBe('keychain-unavailable');
  expect(await codeOf(openProfile(folder, { passphrase: null, keychain: null }))).toBe(
    'keychain-unavailable',
  );
});

it('takes up an interrupted registration, and starts over where its passphrase is another', async () => {
  const first = await createProfile(folder, alice, CHEAP);
  first.storage.transaction((t) => {
    t.put('space', 'key', Uint8Array.of(9));
  });
  first.storage.close();
  expect(profileState(folder)).toBe('registering');
  expect(await codeOf(openProfile(folder, alice))).toBe('profile-missing');
  const second = await createProfile(folder, alice, CHEAP);
  expect(second.storage.transaction((t) => t.get('space', 'key'))).toEqual(Uint8Array.of(9));
  second.storage.close();
  const third = await createProfile(folder, { ...alice, passphrase: 'another' }, CHEAP);
  expect(third.storage.transaction((t) => t.get('space', 'key'))).toBeNull();
  // Nothing was kept that an account could hang on: nothing is left.
  third.abandon({ isRefused: false });
  expect(profileState(folder)).toBe('missing');
});

it('opens from the backup when profile.json is damaged, and tells damage from a wrong passphrase', async () => {
  await make();
  const header = join(folder, 'profile.json');
  const good = readFileSync(header, 'utf8');
  for (const bad of ['', '{', good.slice(0, -9), good.replace(/"dataKey": "./, '"dataKey": "#')]) {
    writeFileSync(header, bad);
    (await openProfile(folder, alice)).storage.close();
  }
  for (const name of ['profile.json', 'profile.json.bak']) writeFileSync(join(folder, name), '{}');
  expect(await codeOf(openProfile(folder, alice))).toBe('profile-damaged');
  rmSync(header);
  rmSync(join(folder, 'profile.json.bak'));
  // A database without its header is not an invitation to make a new profile over it.
  expect(await codeOf(Promise.resolve().then(() => profileState(folder)))).toBe('profile-damaged');
});

it('is refused by a version that does not know it', async () => {
  await make();
  const header = join(folder, 'profile.json');
  writeFileSync(header, readFileSync(header, 'utf8').replace('"version": 1', '"version": 2'));
  expect(await codeOf(openProfile(folder, alice))).toBe('profile-newer');
});

it('does not open with a header whose parameters were made unreasonable', async () => {
  await make();
  for (const name of ['profile.json', 'profile.json.bak']) {
    const path = join(folder, name);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"passes": 1', '"passes": 4000000'));
  }
  expect(await codeOf(openProfile(folder, alice))).toBe('profile-damaged');
});

it('is open in one place at a time', async () => {
  await make();
  const { storage } = await openProfile(folder, alice);
  expect(await codeOf(openProfile(folder, alice))).toBe('profile-in-use');
  storage.close();
});

it('is not opened by keys of a copy with another passphrase', async () => {
  await make();
  const other = join(parent, 'other');
  cpSync(folder, other, { recursive: true });
  rmSync(folder, { recursive: true });
  await make({ passphrase: 'another', keychain: null });
  // One profile's header over another's database.
  for (const name of ['profile.json', 'profile.json.bak']) cpSync(join(folder, name), join(other, name));
  expect(await codeOf(openProfile(other, { passphrase: 'another', keychain: null }))).toBe('profile-damaged');
  expect(existsSync(join(other, 'messages.db'))).toBe(true);
});

describe('what opens a profile', () => {
  const keychain: Keychain = {
    seal: (secret) => Promise.resolve(secret.map((byte) => byte ^ 0x5a)),
    open: (sealed) => Promise.resolve(sealed.map((byte) => byte ^ 0x5a)),
  };
  const next: Opener = { passphrase: 'the next passphrase', keychain: null };

  it('is the new passphrase after a change, and the old one no more, whatever file it is tried on', async () => {
    await make();
    const before = readFileSync(join(folder, 'profile.json'), 'utf8');
    const wrong = { ...alice, passphrase: 'wrong' };
    expect(await codeOf(changePassphrase(folder, wrong, 'stolen', CHEAP))).toBe('passphrase-wrong');
    expect(readFileSync(join(folder, 'profile.json'), 'utf8')).toBe(before);
    await changePassphrase(folder, alice, 'the next passphrase', CHEAP);
    expect(await codeOf(openProfile(folder, alice))).toBe('passphrase-wrong');
    const { storage } = await openProfile(folder, next);
    expect(storage.transaction((t) => t.get('space', 'key'))).toEqual(Uint8Array.of(1, 2, 3));
    storage.close();
    rmSync(join(folder, 'profile.json'));
    expect(await codeOf(openProfile(folder, alice))).toBe('passphrase-wrong');
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('is the same again in the backup as soon as it is opened after a crash between the two writes', async () => {
    await make();
    const old = readFileSync(join(folder, 'profile.json.bak'), 'utf8');
    await changePassphrase(folder, alice, 'the next passphrase', CHEAP);
    writeFileSync(join(folder, 'profile.json.bak'), old);
    (await openProfile(folder, next)).storage.close();
    rmSync(join(folder, 'profile.json'));
    expect(await codeOf(openProfile(folder, alice))).toBe('passphrase-wrong');
  });

  it('can be the keychain beside the passphrase, and the passphrase alone again', async () => {
    await make();
    expect(await codeOf(addKeychain(folder, 'wrong', keychain))).toBe('passphrase-wrong');
    await addKeychain(folder, 'the passphrase of alice', keychain);
    expect(openersOf(folder)).toEqual({ passphrase: true, keychain: true });
    (await openProfile(folder, { passphrase: null, keychain })).storage.close();
    (await openProfile(folder, alice)).storage.close();
    expect(await codeOf(removeKeychain(folder, 'wrong'))).toBe('passphrase-wrong');
    await removeKeychain(folder, 'the passphrase of alice');
    expect(await codeOf(openProfile(folder, { passphrase: null, keychain }))).toBe('passphrase-needed');
    (await openProfile(folder, alice)).storage.close();
  });

  it('is given a first passphrase by the keychain, and a second one only by the first', async () => {
    await make({ passphrase: null, keychain });
    const byKeychain = { passphrase: null, keychain };
    await changePassphrase(folder, byKeychain, 'the passphrase of alice', CHEAP);
    (await openProfile(folder, alice)).storage.close();
    (await openProfile(folder, byKeychain)).storage.close();
    expect(await codeOf(changePassphrase(folder, byKeychain, 'stolen', CHEAP))).toBe('passphrase-needed');
  });
});
