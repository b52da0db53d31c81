// Pictures of everything before the window: first page, unlocking, and why it cannot open.
import type { ErrorCode } from '@hushroom/ipc';
import { press, register } from './acts.ts';
import type { Scene } from './scenes.ts';
import type { State } from './states.ts';
import { world } from './world.ts';

const fresh = { ...world, status: { ...world.status, phase: 'new' as const } };
const locked = { ...world, status: { ...world.status, phase: 'locked' as const } };

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
    act: (page) => page.getByRole('heading', { name: 'Hushroom cannot open' }).waitFor(),
  };
}

export const startScenes: readonly Scene[] = [
  {
    name: 'first-page',
    narrow: true,
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
    name: 'wrong-passphrase',
    states: ['wrong passphrase'],
    world: { ...locked, failures: { unlock: { code: 'passphrase-wrong' } } },
    act: async (page) => {
      await page.getByLabel('Passphrase', { exact: true }).fill('velvet acorn');
      await press(page, 'Unlock');
      await page.getByRole('alert').waitFor();
    },
  },
  shut('database-damaged', 'database damaged', 'profile-damaged'),
  shut('profile-in-use', 'profile open elsewhere', 'profile-in-use'),
  shut('link-expired', 'link used before', 'link-expired'),
];
