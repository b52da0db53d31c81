// Two profiles of one computer, in one window and in two: each has its own account, opens with its own passphrase only, and is
// open once.
import { expect, test } from '@playwright/test';
import { passphraseOf, World } from './story/world.ts';

let world: World;

test.beforeAll(({ browser }, { project }) => {
  world = new World(browser, project.name);
});
test.afterAll(() => world.dispose());

test('a window goes from one profile to another and back, locked each time', async () => {
  await world.startRelay(0);
  const app = await world.start('alice');
  const { page } = app;
  await app.register('alice', passphraseOf('alice'));
  await app.createRoom('Garden', []);

  await page.getByTitle('Your account').click();
  await page.getByRole('button', { name: 'Switch profile…' }).click();
  await page.getByRole('button', { name: 'New profile' }).click();
  const name = page.getByLabel('Name of the profile');
  await name.fill('alice');
  await expect(page.getByText('There is a profile of that name already.')).toBeVisible();
  await name.fill('work');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome to Hushroom' })).toBeVisible();
  await app.register('alice.at.work', passphraseOf('bob'));
  await expect(app.conversation('Garden')).toHaveCount(0);
  await expect(app.person('alice')).toBeVisible();

  await page.getByTitle('Your account').click();
  await page.getByRole('button', { name: 'Switch profile…' }).click();
  const list = page.getByRole('list', { name: 'Profiles on this computer' });
  await list.getByRole('button', { name: 'alice' }).click();
  await expect(page.getByText('Profile alice')).toBeVisible();
  await app.tryPassphrase(passphraseOf('bob'));
  await expect(page.getByRole('alert')).toContainText('passphrase');
  await app.unlock(passphraseOf('alice'));
  await expect(app.conversation('Garden')).toBeVisible();

  // Another window has the other profile open at the same time, and is refused this one.
  const other = await world.start('alice', { profile: 'work' });
  await other.unlock(passphraseOf('bob'));
  await expect(app.person('alice.at.work')).toContainText('online');
  await other.page.getByTitle('Your account').click();
  await other.page.getByRole('button', { name: 'Switch profile…' }).click();
  await other.page
    .getByRole('list', { name: 'Profiles on this computer' })
    .getByRole('button', { name: 'alice' })
    .click();
  await expect(other.page.getByText('Profile alice')).toBeVisible();
  await other.tryPassphrase(passphraseOf('alice'));
  await expect(other.page.getByRole('alert')).toContainText('This profile is open elsewhere');
  await app.openConversation('Garden');
  await app.send('undisturbed');
});
