// A profile that the system's keychain holds, alone or beside a passphrase: registered and opened without one in Electron, and
// closed to whatever has no such keychain. Real engine, real relay; the keychain is the double's.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Browser, type Locator } from '@playwright/test';
import { launchDouble, type DoubleApp } from '../electron-double/launch.ts';
import { dist } from './shell/open-shell.ts';
import { AppPage } from './story/app-page.ts';
import { enginesOf } from './story/engine-process.ts';
import { RelayProcess } from './story/relay-process.ts';

const PASSPHRASE = 'the passphrase of alice';
const KEYCHAIN = 'the keychain of this computer';

let folder: string;
let relay: RelayProcess;
let app: DoubleApp | null = null;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hushroom-keychain-'));
  relay = await RelayProcess.start(join(folder, 'relay'), 0);
});

test.afterEach(async () => {
  await app?.close();
  await relay.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** `left`: engines of before that will not end until the test says so. */
async function start(
  browser: Browser,
  keychain?: string,
  more: readonly string[] = [],
  left: readonly number[] = [],
): Promise<DoubleApp> {
  await app?.close();
  // Its engine ends after it, and has the profile until then.
  await expect.poll(() => enginesOf(folder)).toEqual(left);
  app = await launchDouble({
    browser,
    main: join(dist, 'main/main.js'),
    args: ['--home', folder, '--profile', 'alice', '--relay', relay.address, ...more],
    appData: folder,
    ...(keychain === undefined ? {} : { keychain }),
  });
  return app;
}

/** What stands in the clear before the profile. */
const header = (): string => readFileSync(join(folder, 'profiles/alice/profile.json'), 'utf8');

test('the keychain opens the profile, and nothing else does', async ({ browser }) => {
  const first = await start(browser, KEYCHAIN);
  await first.page.getByText('This computer’s keychain').click();
  await first.page.getByLabel('User name').fill('alice');
  await first.page.getByRole('button', { name: 'Create account' }).click();
  await expect(first.page.getByTitle('Your account')).toContainText('Online');
  expect(header()).toContain('"keychain"');
  expect(header()).not.toContain('"passphrase"');

  const again = await start(browser, KEYCHAIN);
  await expect(again.page.getByLabel('Passphrase', { exact: true })).toHaveCount(0);
  await again.page.getByRole('button', { name: 'Unlock with this computer’s keychain' }).click();
  await expect(again.page.getByTitle('Your account')).toContainText('Online');

  // Without a window nobody presses: what arrives is received all the same, also where the app was quit a moment ago and its
  // engine is still at work.
  const left = enginesOf(folder);
  for (const pid of left) process.kill(pid, 'SIGSTOP');
  const hidden = await start(browser, KEYCHAIN, ['--hidden'], left);
  await expect(
    hidden.page.getByRole('button', { name: 'Unlock with this computer’s keychain' }),
  ).toBeVisible();
  await expect(hidden.page.getByTitle('Your account')).toHaveCount(0);
  for (const pid of left) process.kill(pid, 'SIGCONT');
  await expect(hidden.page.getByTitle('Your account')).toContainText('Online');
  expect(hidden.reports.filter(({ report }) => report === 'notification')).toEqual([]);

  const elsewhere = await start(browser, 'the keychain of another computer');
  await elsewhere.page.getByRole('button', { name: 'Unlock with this computer’s keychain' }).click();
  await expect(elsewhere.page.getByRole('alert')).toBeVisible();
  await expect(elsewhere.page.getByTitle('Your account')).toHaveCount(0);

  const without = await start(browser);
  await expect(without.page.getByText('Only a keychain opens this profile')).toBeVisible();
  await expect(without.page.getByLabel('Passphrase', { exact: true })).toHaveCount(0);
  await expect(without.page.getByRole('button', { name: /keychain/ })).toHaveCount(0);
});

test('a keychain that only hides is not used, and said; a real one is turned on beside the passphrase, and off', async ({
  browser,
}) => {
  const weak = new AppPage((await start(browser)).page);
  await expect(weak.page.getByText('This computer’s keychain is not used')).toBeVisible();
  await expect(weak.page.getByRole('radio', { name: /keychain/ })).toHaveCount(0);
  await weak.register('alice', PASSPHRASE);
  await expect(keychainSwitch(await weak.openSettings('Privacy'))).toHaveCount(0);

  const { page, reports } = await start(browser, KEYCHAIN);
  const strong = new AppPage(page);
  await expect(strong.page.getByRole('button', { name: /keychain/ })).toHaveCount(0);
  await strong.unlock(PASSPHRASE);
  await useKeychain(strong, 'Open with the keychain', true);
  expect(header()).toContain('"keychain"');
  expect(header()).toContain('"passphrase"');
  await strong.page
    .getByRole('switch', { name: 'Keep the window out of screenshots' })
    .check({ force: true });
  await expect.poll(() => reports).toContainEqual({ report: 'content-protection', isOn: true });

  const opened = new AppPage((await start(browser, KEYCHAIN)).page);
  await opened.page.getByRole('button', { name: 'Unlock with this computer’s keychain' }).click();
  await expect(opened.page.getByTitle('Your account')).toContainText('Online');
  await useKeychain(opened, 'Stop opening with the keychain', false);
  expect(header()).not.toContain('"keychain"');

  const closed = new AppPage((await start(browser, KEYCHAIN)).page);
  await expect(closed.page.getByLabel('Passphrase', { exact: true })).toBeVisible();
  await expect(closed.page.getByRole('button', { name: /keychain/ })).toHaveCount(0);
  await closed.unlock(PASSPHRASE);
});

const keychainSwitch = (settings: Locator): Locator =>
  settings.getByRole('switch', { name: 'Also open with this computer’s keychain' });

/** Turns the keychain on or off, which asks for the passphrase, after thinking better of it once. */
async function useKeychain(app: AppPage, title: string, on: boolean): Promise<void> {
  const toggle = keychainSwitch(await app.openSettings('Privacy'));
  const dialog = app.page.getByRole('dialog', { name: title });
  await toggle.click({ force: true });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(toggle).toBeChecked({ checked: !on });
  await toggle.click({ force: true });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(dialog).toBeHidden();
  await expect(toggle).toBeChecked({ checked: on });
}
