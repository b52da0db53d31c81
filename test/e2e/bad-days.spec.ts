// What goes wrong on someone's computer, as they see it in the window: words that say what happened, and a way on. One goes
// on where the one before it ended: to register anew takes longer than most of what is shown here.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { AppPage } from './story/app-page.ts';
import { damage, writeSnapshotNow } from './story/profile-folder.ts';
import { passphraseOf, World } from './story/world.ts';

test.describe.configure({ mode: 'serial' });

const RECOVERY = 'velvet acorn bridge candle';

let world: World;
let alice: AppPage;
let bob: AppPage;

test.beforeAll(async ({ browser }, { project }) => {
  world = new World(browser, project.name);
  [alice] = await world.meet('alice');
});

test.afterAll(() => world.dispose());

test('a name that is taken, and an address that leads nowhere, are named as such', async () => {
  bob = await world.start('bob');
  await bob.tryToRegister('alice', passphraseOf('bob'));
  await expect(bob.page.getByText('Someone here has that name')).toBeVisible();
  await world.stopRelay();
  await bob.tryToRegister('bob', passphraseOf('bob'));
  await expect(bob.page.getByText('The relay cannot be reached')).toBeVisible();
  await world.startRelay();
  await bob.register('bob', passphraseOf('bob'));
});

test('the relay goes away and comes back: the message waits, and is sent by itself', async () => {
  await alice.openPerson('bob');
  await alice.send('while all is well');
  await world.stopRelay();
  await expect(alice.page.getByTitle('Your account')).not.toContainText('Online');
  await alice.type('written into the dark');
  await expect(alice.message('written into the dark').getByRole('img', { name: /waiting/i })).toBeVisible();
  await world.startRelay();
  await expect(alice.sent('written into the dark')).toBeVisible();
  await bob.accept('alice');
  await expect(bob.message('written into the dark')).toHaveCount(1);
});

test('the engine crashes: the window says so, asks for the passphrase, and goes on', async () => {
  world.killEngine('alice');
  await expect(alice.page.getByRole('alert').filter({ hasText: 'The engine stopped' })).toBeVisible();
  await alice.unlock(passphraseOf('alice'));
  await alice.page.reload();
  await expect(alice.page.getByTitle('Your account')).toContainText('Online');
});

test('a wrong passphrase is named as such, and the right one opens', async () => {
  await world.quit('alice');
  alice = await world.start('alice');
  await alice.tryPassphrase('the passphrase of someone else');
  await expect(alice.page.getByText('That passphrase is not right')).toBeVisible();
  await alice.unlock(passphraseOf('alice'));
});

test('a database that nothing of can be read is said to be damaged, and its snapshot is read on in a new account', async () => {
  await world.quit('alice');
  const folder = world.profileFolder('alice');
  await writeSnapshotNow(folder, passphraseOf('alice'));
  damage(folder);
  alice = await world.start('alice');
  await alice.tryPassphrase(passphraseOf('alice'));
  await expect(alice.page.getByRole('heading', { name: 'The message database is damaged' })).toBeVisible();
  await expect(alice.page.getByText('the rest as it was in the snapshot of')).toBeVisible();
  await recover(alice, passphraseOf('alice'), 'anna');
  await alice.openConversation('bob');
  await expect(alice.message('written into the dark')).toBeVisible();
});

test('where there is no snapshot either, it is said that nothing can be saved, and nothing is changed', async () => {
  await world.quit('bob');
  const folder = world.profileFolder('bob');
  damage(folder);
  // One was written if the app was open for a minute.
  rmSync(join(folder, 'snapshots'), { recursive: true, force: true });
  const before = readFileSync(join(folder, 'messages.db'));
  bob = await world.start('bob');
  await bob.tryPassphrase(passphraseOf('bob'));
  await save(bob, passphraseOf('bob'));
  const alert = bob.page.getByRole('alert').filter({ hasText: 'Nothing of it could be read' });
  await expect(alert).toContainText('Everything was left as it is.');
  expect(readFileSync(join(folder, 'messages.db')).equals(before)).toBe(true);
});

/** Saves what is left, makes a new account, and imports it there. */
async function recover(app: AppPage, passphrase: string, newName: string): Promise<void> {
  const { page } = app;
  await save(app, passphrase);
  await expect(page.getByRole('heading', { name: 'Your messages are saved' })).toBeVisible();
  await page.getByRole('button', { name: 'Make a new account' }).click();
  await app.register(newName, passphrase);
  const dialog = page.getByRole('dialog', { name: 'Import a backup' });
  await dialog.getByLabel('Recovery passphrase').fill(RECOVERY);
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog.getByText(/^New here: [1-9]\d* messages/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
}

async function save({ page }: AppPage, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Recovery passphrase', { exact: true }).fill(RECOVERY);
  await page.getByLabel('Recovery passphrase again').fill(RECOVERY);
  await page.getByRole('button', { name: 'Save what can be read' }).click();
}
