// What goes wrong on someone's computer, as they see it in the window: words that say what happened, and a way on.
import { expect, test } from '@playwright/test';
import { passphraseOf, World } from './story/world.ts';

let world: World;

test.beforeEach(async ({ browser }, { project }) => {
  world = new World(browser, project.name);
  await world.startRelay(0);
});

test.afterEach(() => world.dispose());

test('the engine crashes: the window says so, asks for the passphrase, and goes on', async () => {
  const alice = await world.start('alice');
  await alice.register('alice', passphraseOf('alice'));
  world.killEngine('alice');
  await expect(alice.page.getByRole('alert').filter({ hasText: 'The engine stopped' })).toBeVisible();
  await alice.unlock(passphraseOf('alice'));
  await alice.page.reload();
  await expect(alice.page.getByTitle('Your account')).toContainText('Online');
});

test('a wrong passphrase is named as such, and the right one opens', async () => {
  const alice = await world.start('alice');
  await alice.register('alice', passphraseOf('alice'));
  await world.quit('alice');
  const again = await world.start('alice');
  await again.tryPassphrase('the passphrase of someone else');
  await expect(again.page.getByText('That passphrase is not right')).toBeVisible();
  await again.unlock(passphraseOf('alice'));
});

test('the relay goes away and comes back: the message waits, and is sent by itself', async () => {
  const [alice, bob] = await Promise.all([world.start('alice'), world.start('bob')]);
  await alice.register('alice', passphraseOf('alice'));
  await bob.register('bob', passphraseOf('bob'));
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

test('a name that is taken, and an address that leads nowhere, are named as such', async () => {
  const [alice, other] = await Promise.all([world.start('alice'), world.start('bob')]);
  await alice.register('alice', passphraseOf('alice'));
  await other.tryToRegister('alice', passphraseOf('bob'));
  await expect(other.page.getByText('Someone here has that name')).toBeVisible();
  await world.stopRelay();
  await other.tryToRegister('bob', passphraseOf('bob'));
  await expect(other.page.getByText('The relay cannot be reached')).toBeVisible();
  await world.startRelay();
  await other.register('bob', passphraseOf('bob'));
});
