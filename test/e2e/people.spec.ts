// People and what one settles about them: requests, nicknames, blocking, the mark that is taken away again. Three windows.
import { expect, test } from '@playwright/test';
import type { AppPage } from './story/app-page.ts';
import { World } from './story/world.ts';

test.describe.configure({ mode: 'serial' });

let world: World;
let alice: AppPage;
let bob: AppPage;
let carol: AppPage;

test.beforeAll(async ({ browser }, { project }) => {
  world = new World(browser, project.name);
  [alice, bob, carol] = await world.meet('alice', 'bob', 'carol');
  await world.introduce('alice', 'bob');
});

test.afterAll(() => world.dispose());

test('the people on the relay are found by name, and called what one likes to call them', async () => {
  const { page } = alice;
  const field = page.getByRole('searchbox', { name: 'Search conversations and people' });
  await field.fill('car');
  await expect(alice.person('carol')).toBeVisible();
  await expect(alice.person('bob')).toHaveCount(0);
  await field.fill('nobody of that name');
  await expect(page.getByText('Nobody and nothing with that name')).toBeVisible();
  await field.fill('');

  await alice.openConversation('bob');
  await alice.showSafetyNumber();
  await page.getByRole('button', { name: 'Nickname…' }).click();
  const dialog = page.getByRole('dialog', { name: 'A name for bob' });
  await dialog.getByLabel('Nickname').fill('Robert of the garden');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Robert of the garden');
  await expect(alice.conversation('Robert of the garden')).toBeVisible();
  await expect(page.getByText('User name: bob')).toBeVisible();
  await page.getByRole('button', { name: 'Nickname…' }).click();
  await dialog.getByLabel('Nickname').fill('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('bob');
});

test('the mark of someone verified is taken away again', async () => {
  await alice.verify('bob');
  await expect(alice.person('bob').getByRole('img', { name: 'Verified' })).toBeVisible();
  await alice.page.getByRole('button', { name: 'Remove verification' }).click();
  await expect(alice.person('bob').getByRole('img', { name: 'Verified' })).toHaveCount(0);
  await expect(alice.verifyButton('bob')).toBeVisible();
});

test('who is blocked is not heard, until that is taken back', async () => {
  await bob.openConversation('alice');
  await bob.showSafetyNumber();
  await bob.page.getByRole('button', { name: 'Block…' }).click();
  await bob.page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  await expect(bob.page.getByText('What they write to you is dropped').first()).toBeVisible();
  await alice.send('Said to the wall');
  // What carol says comes after it on the same connection.
  await carol.openPerson('bob');
  await carol.send('Said to bob');
  await expect(bob.request('carol')).toBeVisible();
  await expect(bob.message('Said to the wall')).toHaveCount(0);
  await expect(bob.conversation('alice')).not.toContainText('Said to the wall');

  await bob.page.getByRole('complementary').getByRole('button', { name: 'Unblock' }).click();
  await alice.send('Said to bob again');
  await expect(bob.message('Said to bob again')).toBeVisible();
  await expect(bob.message('Said to the wall')).toHaveCount(0);
});

test('a request is deleted, and one is blocked, and neither is learnt by who asked', async () => {
  await bob.request('carol').click();
  await expect(bob.page.getByText('carol wants to write to you')).toBeVisible();
  await bob.page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(bob.request('carol')).toHaveCount(0);
  await carol.send('Did you get this?');
  await expect(bob.request('carol')).toBeVisible();
  await bob.request('carol').click();
  await bob.page.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(bob.request('carol')).toHaveCount(0);
  await carol.send('Hello?');
  await alice.send('A word in between');
  await expect(bob.conversation('alice')).toContainText('A word in between');
  await expect(bob.request('carol')).toHaveCount(0);
  for (const text of ['Said to bob', 'Did you get this?', 'Hello?']) {
    const mark = carol
      .message(text)
      .last()
      .getByRole('button', { name: /^(at the relay|delivered|read)/i });
    await expect(mark).toHaveAccessibleName('At the relay');
  }
});
