// What one settles for oneself: how others find the relay, what opens the profile, and the end of the account.
import { expect, test } from '@playwright/test';
import type { HushroomApi } from '@hushroom/ipc';
import type { AppPage } from './story/app-page.ts';
import { passphraseOf, World } from './story/world.ts';

test.describe.configure({ mode: 'serial' });

const OTHER_PASSPHRASE = 'another passphrase of alice';

const MINUTE_MS = 60_000;

declare const window: { hushroom: HushroomApi };

let world: World;
let alice: AppPage;
let bob: AppPage;

test.beforeAll(async ({ browser }, { project }) => {
  world = new World(browser, project.name, { timeIsSkippable: true });
  [alice] = await world.meet('alice');
});

test.afterAll(() => world.dispose());

test('an invite is shown as a link and as a code, and a newcomer scans it before it is used', async () => {
  const { page } = alice;
  await (await alice.openSettings('Account')).getByRole('button', { name: 'Invite someone' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite someone to this relay' });
  await expect(dialog.getByText(world.relayAddress)).toBeVisible();
  const code = await dialog.getByRole('img', { name: 'The address of this relay as a QR code' }).screenshot();
  await dialog.getByRole('button', { name: 'Done' }).click();

  bob = await world.start('bob');
  const relay = bob.page.getByRole('group', { name: 'Relay address' });
  await relay.getByRole('button', { name: 'Change' }).click();
  const field = bob.page.getByLabel('Relay address');
  await field.fill('');
  await bob.page.getByRole('button', { name: 'Scan an invite' }).click();
  const image = { name: 'invite.png', mimeType: 'image/png', buffer: code };
  await bob.page.getByLabel('Read from an image').setInputFiles(image);
  await expect(relay).toContainText('The relay on this computer');
  await bob.register('bob', passphraseOf('bob'));
  await expect(alice.person('bob')).toContainText('online');
});

test('another passphrase opens the profile from then on, and the one before no longer', async () => {
  const { page } = alice;
  await (await alice.openSettings('Privacy')).getByRole('button', { name: 'Change passphrase…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change passphrase' });
  await dialog.getByLabel('Current passphrase').fill('not the passphrase');
  await dialog.getByLabel('New passphrase', { exact: true }).fill(OTHER_PASSPHRASE);
  await dialog.getByLabel('New passphrase again').fill(OTHER_PASSPHRASE);
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(dialog.getByText('That passphrase is not right')).toBeVisible();
  await dialog.getByLabel('Current passphrase').fill(passphraseOf('alice'));
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Escape');
  await (await alice.openSettings('Account')).getByRole('button', { name: 'Lock now' }).click();
  await alice.tryPassphrase(passphraseOf('alice'));
  await expect(page.getByText('That passphrase is not right')).toBeVisible();
  await alice.unlock(OTHER_PASSPHRASE);
});

test('a window that nobody uses locks itself, and locked it shows nothing of what is in it', async () => {
  const { page } = alice;
  await alice.createRoom('Fig garden', []);
  await alice.send('under the fig tree');
  const settings = await alice.openSettings('Privacy');
  await settings.getByLabel('Lock automatically after').selectOption('1 minute');
  await page.keyboard.press('Escape');
  world.skipTime('alice', MINUTE_MS);
  const locked = page.getByRole('heading', { name: 'Hushroom is locked' });
  await expect(locked).toBeVisible();
  expect(await page.content()).not.toMatch(/fig (garden|tree)/i);
  expect(await page.title()).toBe('Hushroom');
  const asked = await page.evaluate(() => window.hushroom.call('subscribe', {}));
  expect(asked).toMatchObject({ ok: false, error: { code: 'profile-locked' } });

  await alice.unlock(OTHER_PASSPHRASE);
  await alice.openConversation('Fig garden');
  await expect(alice.message('under the fig tree')).toBeVisible();
});

test('an account is deleted with its passphrase and its name, which is taken for good', async () => {
  const { page } = alice;
  await (await alice.openSettings('Data')).getByRole('button', { name: 'Delete account…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  const end = dialog.getByRole('button', { name: 'Delete account' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(OTHER_PASSPHRASE);
  await expect(end).toBeDisabled();
  await dialog.getByLabel(/^Type your user name/).fill('alice');
  await end.click();
  await expect(page.getByRole('heading', { name: 'Welcome to Hushroom' })).toBeVisible();
  await expect(bob.person('alice')).toContainText('offline');
  await alice.tryToRegister('alice', passphraseOf('alice'));
  await expect(page.getByText('Someone here has that name')).toBeVisible();
});
