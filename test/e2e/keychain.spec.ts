// A profile that the system's keychain holds: registered and opened without a passphrase in Electron, and closed to
// whatever has no such keychain. Real engine, real relay; the keychain is the double's.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Browser } from '@playwright/test';
import { launchDouble, type DoubleApp } from '../electron-double/launch.ts';
import { dist } from './shell/open-shell.ts';
import { RelayProcess } from './story/relay-process.ts';

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

async function start(browser: Browser, keychain?: string, more: readonly string[] = []): Promise<DoubleApp> {
  await app?.close();
  app = await launchDouble({
    browser,
    main: join(dist, 'main/main.js'),
    args: ['--home', folder, '--profile', 'alice', '--relay', relay.address, ...more],
    appData: folder,
    ...(keychain === undefined ? {} : { keychain }),
  });
  return app;
}

test('the keychain opens the profile, and nothing else does', async ({ browser }) => {
  const first = await start(browser, 'the keychain of this computer');
  await first.page.getByText('This computer’s keychain').click();
  await first.page.getByLabel('User name').fill('alice');
  await first.page.getByRole('button', { name: 'Create account' }).click();
  await expect(first.page.getByTitle('Your account')).toContainText('Online');
  const header = readFileSync(join(folder, 'profiles/alice/profile.json'), 'utf8');
  expect(header).toContain('"keychain"');
  expect(header).not.toContain('"passphrase"');

  const again = await start(browser, 'the keychain of this computer');
  await expect(again.page.getByLabel('Passphrase', { exact: true })).toHaveCount(0);
  await again.page.getByRole('button', { name: 'Unlock with this computer’s keychain' }).click();
  await expect(again.page.getByTitle('Your account')).toContainText('Online');

  // Without a window nobody presses: what arrives is received all the same.
  const hidden = await start(browser, 'the keychain of this computer', ['--hidden']);
  await expect(hidden.page.getByTitle('Your account')).toContainText('Online');

  const elsewhere = await start(browser, 'the keychain of another computer');
  await elsewhere.page.getByRole('button', { name: 'Unlock with this computer’s keychain' }).click();
  await expect(elsewhere.page.getByRole('alert')).toBeVisible();
  await expect(elsewhere.page.getByTitle('Your account')).toHaveCount(0);

  const without = await start(browser);
  await expect(without.page.getByText('Only a keychain opens this profile')).toBeVisible();
  await expect(without.page.getByLabel('Passphrase', { exact: true })).toHaveCount(0);
  await expect(without.page.getByRole('button', { name: /keychain/ })).toHaveCount(0);
});
