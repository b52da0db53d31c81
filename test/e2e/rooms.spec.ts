// A room from its making to its end, by three people: who is let in and out, who looks after it, what its members see of it
// and of each other.
import { expect, test, type Locator } from '@playwright/test';
import type { HushroomApi } from '@hushroom/ipc';
import { codePng } from '../code-image.ts';
import type { AppPage } from './story/app-page.ts';
import { passphraseOf, World } from './story/world.ts';

declare const window: { hushroom: HushroomApi };

let world: World;
let alice: AppPage;
let bob: AppPage;
let carol: AppPage;

// One goes on where the one before it ended.
test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }, { project }) => {
  world = new World(browser, project.name);
  [alice, bob, carol] = await world.meet('alice', 'bob', 'carol');
  await alice.createRoom('Garden', ['bob']);
  await bob.accept('Garden');
  await bob.openConversation('Garden');
});

test.afterAll(() => world.dispose());

/** Someone's row among the members. */
const member = (of: AppPage, userName: string): Locator =>
  of.page
    .getByRole('region', { name: 'Members' })
    .getByRole('listitem')
    .filter({ has: of.page.getByText(userName, { exact: true }) });

test('a picture is given to a room, and everybody sees it', async () => {
  await alice.showRoom();
  await alice.page.getByRole('button', { name: 'Room settings…' }).click();
  const settings = alice.page.getByRole('dialog', { name: 'Room settings' });
  const picture = { name: 'garden.png', mimeType: 'image/png', buffer: codePng('a picture of the garden') };
  await settings.getByLabel('Choose a picture').setInputFiles(picture);
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(settings).toBeHidden();
  await expect(bob.happened('alice changed the picture')).toBeVisible();
  const shown = bob.conversation('Garden').locator('img');
  await expect(shown).toHaveAttribute(
    'src',
    (await alice.conversation('Garden').locator('img').getAttribute('src')) ?? '',
  );
});

test('who is added later reads what comes, and nothing from before', async () => {
  await alice.send('before carol');
  await alice.page.getByRole('button', { name: 'Add people' }).click();
  const dialog = alice.page.getByRole('dialog', { name: 'Add people' });
  await dialog.getByRole('checkbox', { name: 'carol' }).check({ force: true });
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
  await carol.accept('Garden');
  await expect(bob.happened('alice added carol')).toBeVisible();
  await alice.send('welcome, carol');
  await expect(carol.message('welcome, carol')).toBeVisible();
  await expect(carol.message('before carol')).toHaveCount(0);
});

test('who of the members is verified is counted, and how far history is agreed with each stands beside them', async () => {
  await carol.send('I see the same');
  await expect(alice.message('I see the same')).toBeVisible();
  await expect(member(alice, 'carol')).toContainText('History agreed up to');
  // In the header and in the panel.
  await expect(alice.page.getByText('3 members · 0 of 2 verified')).toHaveCount(2);
  await member(alice, 'bob').getByRole('button', { name: /^bob/ }).click();
  await alice.verify('bob');
  await alice.page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(alice.page.getByText('3 members · 1 of 2 verified')).toHaveCount(2);
  await expect(member(alice, 'bob').getByRole('img', { name: 'Verified' })).toBeVisible();
});

test('the role of admin is given, and taken away again', async () => {
  await member(alice, 'bob').getByRole('button', { name: /^bob/ }).click();
  await alice.page.getByRole('button', { name: 'Make admin' }).click();
  await expect(bob.happened('alice made you an admin')).toBeVisible();
  await bob.showRoom();
  await expect(bob.page.getByRole('button', { name: 'Room settings…' })).toBeVisible();
  await alice.page.getByRole('button', { name: 'Take the role of admin away' }).click();
  await expect(bob.happened('alice took the role of admin from you')).toBeVisible();
  await expect(bob.page.getByRole('button', { name: 'Room settings…' })).toHaveCount(0);
  await alice.page.getByRole('button', { name: 'Back', exact: true }).click();
});

test('a message says to how many it has come, and to whom not yet', async () => {
  await world.quit('carol');
  await alice.send('who is there?');
  const mark = alice
    .message('who is there?')
    .getByRole('button', { name: /delivered to 1 of 2|read by 1 of 2/i });
  await mark.click();
  const dialog = alice.page.getByRole('dialog', { name: 'About this message' });
  await expect(dialog.getByRole('region', { name: 'Not delivered yet' }).getByRole('listitem')).toContainText(
    'carol',
  );
  await alice.page.keyboard.press('Escape');
  carol = await world.start('carol');
  await carol.unlock(passphraseOf('carol'));
  await carol.openConversation('Garden');
  await expect(
    alice.message('who is there?').getByRole('button', { name: 'Read', exact: true }),
  ).toBeVisible();
});

test('messages that disappear are gone on both sides, and no search has them', async () => {
  await alice.page.evaluate(async () => {
    const { hushroom } = window;
    const subscribed = await hushroom.call('subscribe', {});
    if (!subscribed.ok) throw new Error(subscribed.error.code);
    const room = subscribed.value.snapshot.conversations.find(({ title }) => title === 'Garden');
    // Shorter than the window offers, so that it is seen to end.
    await hushroom.call('room.settings', { conversation: room?.id ?? '', disappearAfterSeconds: 5 });
  });
  await expect(bob.happened('alice let messages disappear after 5 seconds')).toBeVisible();
  await alice.send('written in sand');
  await expect(bob.message('written in sand')).toBeVisible();
  await expect(bob.message('written in sand').getByTitle(/^Disappears/)).toBeVisible();
  await expect(bob.message('written in sand')).toHaveCount(0);
  await expect(alice.message('written in sand')).toHaveCount(0);
});

test('its only admin names another before leaving, and who has left keeps what they had', async () => {
  await alice.page.getByRole('button', { name: 'Leave room' }).click();
  const dialog = alice.page.getByRole('dialog', { name: 'Leave this room?' });
  await expect(dialog).toContainText('You are the only admin');
  await expect(dialog.getByRole('button', { name: 'Leave', exact: true })).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'bob' }).check({ force: true });
  // Bob's app has to show first that it can end the access of who leaves: until then the window says that it is too early.
  await expect(async () => {
    await dialog.getByRole('button', { name: 'Leave', exact: true }).click();
    await expect(dialog).toBeHidden({ timeout: 10_000 });
  }).toPass();
  await expect(alice.page.getByRole('note')).toContainText('You left');
  await expect(alice.message('welcome, carol')).toBeVisible();
  await expect(bob.happened('alice made you an admin').last()).toBeVisible();
  await expect(bob.happened('alice left')).toBeVisible({ timeout: 90_000 });
  await bob.send('without alice');
  await expect(carol.message('without alice')).toBeVisible();
  await expect(alice.message('without alice')).toHaveCount(0);
});
