// Pictures of everything before the window: first page, unlocking, and why it cannot open.
import type { ErrorCode } from '@hushroom/ipc';
import type { Page } from 'playwright';
import { codePng } from '../code-image.ts';
import { openLink, press, register } from './acts.ts';
import type { Scene } from './scenes.ts';
import type { State } from './states.ts';
import { NOW, world } from './world.ts';

const fresh = { ...world, status: { ...world.status, phase: 'new' as const } };
const locked = { ...world, status: { ...world.status, phase: 'locked' as const } };

const profiles = [
  { name: 'default', usedAt: NOW - 20 * 60_000 },
  { name: 'work', usedAt: NOW - 26 * 3_600_000 },
  { name: 'travel', usedAt: NOW - 40 * 86_400_000 },
];

/** The first page after the engine answered with `code`. */
function refused(name: string, state: State, code: ErrorCode): Scene {
  return { name, states: [state], world: { ...fresh, failures: { register: { code } } }, act: register };
}

/** The window that cannot open, because of `code`. */
function shut(name: string, state: State, code: ErrorCode): Scene {
  return {
    name,
    states: [state],
    world: { ...world, failures: { status: { code } } },
    act: cannotOpen,
  };
}

async function cannotOpen(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Hushroom cannot open' }).waitFor();
}

/** Tries to unlock what is damaged, and fills in how it is to be saved. */
async function recover(page: Page): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill('velvet acorn');
  await press(page, 'Unlock');
  for (const label of ['Recovery passphrase', 'Recovery passphrase again'])
    await page.getByLabel(label, { exact: true }).fill('velvet acorn bridge candle drift ember');
}

export const startScenes: readonly Scene[] = [
  {
    name: 'first-page',
    isKey: true,
    states: ['first run'],
    world: fresh,
    act: async (page) => {
      await page.getByLabel('User name').fill('alice');
      await page.getByLabel('Passphrase', { exact: true }).fill('velvet acorn bridge candle');
    },
  },
  {
    name: 'first-page-keychain',
    states: ['first run with keychain'],
    world: { ...fresh, status: { ...fresh.status, keychain: true } },
    act: async (page) => {
      await page.getByLabel('User name').fill('alice');
      await page.getByText('This computer’s keychain').click();
    },
  },
  {
    name: 'first-page-weak-keychain',
    states: ['first run with a weak keychain'],
    world: { ...fresh, status: { ...fresh.status, keychainWeak: true } },
    act: (page) => page.getByText('keychain is not used').waitFor(),
  },
  {
    name: 'first-page-no-relay',
    states: ['first run without a relay'],
    world: { ...fresh, status: { ...fresh.status, suggestedRelay: '' } },
    narrow: true,
    act: (page) => page.getByLabel('Relay address').waitFor(),
  },
  {
    name: 'first-page-no-key',
    states: ['relay address without a key'],
    world: { ...fresh, status: { ...fresh.status, suggestedRelay: 'hushroom://relay.example' } },
    act: (page) => page.getByText('certificate authorities').waitFor(),
  },
  {
    name: 'first-page-backup',
    states: ['first run with a backup'],
    world: {
      ...fresh,
      status: {
        ...fresh.status,
        suggestedRelay: fresh.status.suggestedRelay.replace('127.0.0.1', '203.0.113.7'),
      },
    },
    act: (page) => press(page, 'I have a backup'),
  },
  {
    name: 'scan-invite',
    states: ['scanning an invite'],
    world: { ...fresh, status: { ...fresh.status, suggestedRelay: '' } },
    act: async (page) => {
      await press(page, 'Scan an invite');
      const name = 'code.png';
      const buffer = codePng('https://example.com/');
      await page.getByLabel('Read from an image').setInputFiles({ name, mimeType: 'image/png', buffer });
      await page.getByText('This code is not an invite').waitFor();
    },
  },
  refused('wrong-address', 'wrong address', 'address-id-malformed'),
  refused('relay-unreachable', 'relay unreachable', 'relay-unreachable'),
  refused('relay-not-the-one', 'relay certificate is not the one in the address', 'relay-not-the-one'),
  refused('clock-wrong', 'clock wrong', 'clock-wrong'),
  refused('name-taken', 'name taken', 'name-taken'),
  refused('invite', 'invite asked for', 'invite-invalid'),
  {
    name: 'locked',
    states: ['locked'],
    world: locked,
    act: (page) => page.getByRole('heading', { name: 'Hushroom is locked' }).waitFor(),
  },
  {
    name: 'locked-keychain',
    states: ['locked, opened by a keychain'],
    world: {
      ...locked,
      status: { ...locked.status, keychain: true, openers: { passphrase: false, keychain: true } },
    },
    act: (page) => page.getByRole('button', { name: /keychain/ }).waitFor(),
  },
  {
    name: 'locked-keychain-away',
    states: ['locked, its keychain elsewhere'],
    world: { ...locked, status: { ...locked.status, openers: { passphrase: false, keychain: true } } },
    act: (page) => page.getByText('Only a keychain opens this profile').waitFor(),
  },
  {
    name: 'locked-as-left',
    states: ['locked, as it looked'],
    world: {
      ...locked,
      status: { ...locked.status, look: { theme: 'high-contrast', textSize: 125, locale: 'de' } },
    },
    act: (page) => page.getByRole('heading', { name: 'Hushroom ist gesperrt' }).waitFor(),
  },
  {
    name: 'locked-invitation',
    states: ['locked, with an invite'],
    world: locked,
    act: async (page) => {
      await page.getByRole('heading', { name: 'Hushroom is locked' }).waitFor();
      await openLink(page, `hushroom://chat.relay.example:7440/#${'a2'.repeat(26)}`);
      await page.getByText('An invite was opened').waitFor();
    },
  },
  {
    name: 'wrong-passphrase',
    states: ['wrong passphrase'],
    world: { ...locked, failures: { unlock: { code: 'passphrase-wrong' } } },
    act: async (page) => {
      await page.getByLabel('Passphrase', { exact: true }).fill('velvet acorn');
      await press(page, 'Unlock');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'profiles',
    states: ['choosing a profile'],
    narrow: true,
    world: { ...locked, status: { ...locked.status, pick: true, profiles } },
    act: (page) => page.getByRole('heading', { name: 'Who are you?' }).waitFor(),
  },
  {
    name: 'new-profile',
    states: ['new profile'],
    world: { ...locked, status: { ...locked.status, pick: true, profiles } },
    act: async (page) => {
      await press(page, 'New profile');
      await page.getByLabel('Name of the profile').fill('choir');
    },
  },
  {
    name: 'profile-damaged',
    states: ['profile damaged'],
    world: { ...locked, status: { ...locked.status, fault: { code: 'profile-damaged' }, profiles } },
    act: cannotOpen,
  },
  {
    name: 'database-damaged',
    states: ['database damaged'],
    narrow: true,
    world: { ...locked, failures: { unlock: { code: 'profile-damaged' } } },
    act: recover,
  },
  {
    name: 'nothing-recovered',
    states: ['nothing recovered'],
    world: {
      ...locked,
      failures: { unlock: { code: 'profile-damaged' }, 'profile.recover': { code: 'profile-damaged' } },
    },
    act: async (page) => {
      await recover(page);
      await press(page, 'Save what can be read');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'recovered',
    states: ['messages recovered'],
    world: { ...locked, failures: { unlock: { code: 'profile-damaged' } } },
    act: async (page) => {
      await recover(page);
      await press(page, 'Save what can be read');
      await page.getByRole('heading', { name: 'Your messages are saved' }).waitFor();
    },
  },
  shut('profile-in-use', 'profile open elsewhere', 'profile-in-use'),
  shut('link-expired', 'link used before', 'link-expired'),
];
