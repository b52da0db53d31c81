// What can be done with messages, between two windows and a real relay.
import { expect, test } from '@playwright/test';
import type { AppPage } from './story/app-page.ts';
import { passphraseOf, World } from './story/world.ts';

let world: World;
let alice: AppPage;
let bob: AppPage;

test.beforeAll(async ({ browser }, { project }) => {
  world = new World(browser, project.name);
  await world.startRelay(0);
  [alice, bob] = await Promise.all([world.start('alice'), world.start('bob')]);
  await Promise.all([
    alice.register('alice', passphraseOf('alice')),
    bob.register('bob', passphraseOf('bob')),
  ]);
  await alice.openPerson('bob');
  await alice.send('The first word');
  await bob.accept('alice');
  await expect(bob.message('The first word')).toBeVisible();
});

test.afterAll(() => world.dispose());

test('an answer quotes what it answers, and leads there', async () => {
  await bob.act('The first word', /^Reply/);
  await bob.type('And the answer');
  const quote = alice.message('And the answer').getByRole('button', { name: /The first word/ });
  await quote.click();
  await expect(alice.page.locator('article:focus')).toContainText('The first word');
});

test('a reaction shows on both sides, and is taken back', async () => {
  await bob.message('The first word').first().locator('.bubble').click({ button: 'right' });
  await bob.page.getByRole('menuitemcheckbox', { name: 'React with 👍' }).click();
  const seen = alice.page.getByRole('list', { name: 'Reactions' }).getByRole('button', { name: /^👍/ });
  await expect(seen).toBeVisible();
  await seen.click();
  await expect(seen).toContainText('2');
  await bob.page.getByRole('list', { name: 'Reactions' }).getByRole('button', { name: /^👍/ }).click();
  await expect(seen).not.toContainText('2');
});

test('arrow up changes the last message, for everyone', async () => {
  await alice.send('A wrogn word');
  await alice.page.getByRole('textbox', { name: 'Message' }).press('ArrowUp');
  await alice.type('A right word');
  await expect(bob.message('A right word')).toContainText('edited');
  await expect(bob.message('A wrogn word')).toHaveCount(0);
});

test('a message that is deleted for everyone is gone on both sides', async () => {
  await alice.send('Better unsaid');
  await expect(bob.message('Better unsaid')).toBeVisible();
  await alice.act('Better unsaid', /^Delete/);
  await alice.page.getByRole('button', { name: 'Delete for everyone' }).click();
  await expect(bob.message('alice deleted this message')).toBeVisible();
  await expect(bob.message('Better unsaid')).toHaveCount(0);
});

test('a name is completed and marked, and text has its marks', async () => {
  const box = alice.page.getByRole('textbox', { name: 'Message' });
  await box.pressSequentially('*Look*, @bo');
  await box.press('Enter');
  await box.press('Enter');
  const said = bob.message('Look, @bob');
  await expect(said.locator('strong')).toHaveText('Look');
  await expect(said.getByRole('button', { name: '@bob' })).toBeVisible();
});

test('a link opens only after its target was shown, and no text becomes markup', async () => {
  await alice.send('see https://g\u0430rden.example/x <img src=x onerror=alert(1)>');
  await expect(bob.message('<img src=x onerror=alert(1)>')).toBeVisible();
  await bob.page.getByRole('link', { name: 'rden.example' }).click();
  const dialog = bob.page.getByRole('dialog', { name: 'Open this link?' });
  await expect(dialog).toContainText('xn--');
  await expect(dialog.getByRole('link', { name: 'Open' })).toHaveAttribute('rel', /noopener/);
  await bob.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('marks without end and invisible signs leave the other messages as they are', async () => {
  await alice.type(`zalgo${'\u0301'.repeat(4_000)}`);
  await alice.type(`\u202Eturned\u2067 ${'\u200B'.repeat(500)}end`);
  await expect(bob.message('end')).toBeVisible();
  const box = await bob.message('zalgo').locator('.bubble').boundingBox();
  // A line of text, and the button that shows the rest.
  expect(box?.height).toBeLessThan(120);
  expect(await bob.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
});

test('the mark of a message comes to say that it was read, and by whom', async () => {
  await alice.send('Did you see this?');
  const mark = alice.message('Did you see this?').getByRole('button', { name: /^(Delivered|Read)/ });
  await mark.click();
  const dialog = alice.page.getByRole('dialog', { name: 'About this message' });
  await expect(dialog.getByRole('listitem')).toContainText('bob');
  await alice.page.keyboard.press('Escape');
});

test('a draft is there again after the window was closed', async () => {
  await alice.page.getByRole('textbox', { name: 'Message' }).fill('half a thought');
  await alice.page.reload();
  await alice.openConversation('bob');
  await expect(alice.page.getByRole('textbox', { name: 'Message' })).toHaveValue('half a thought');
});
