// A room from its making to its end, by three people: who is let in and out, who looks after it, what its members see of it
// and of each other.
import { expect, test, type Locator } from '@playwright/test';
import { codePng } from '../code-image.ts';
import type { AppPage } from './story/app-page.ts';
import { relayEntries, type RelayEntry } from './story/relay-entries.ts';
import { passphraseOf, World } from './story/world.ts';

/** What is chosen in the window. */
const TIMER_MS = 5 * 60_000;
/** How long a message waits for those who have not seen it. */
const UNSEEN_MS = 7 * 24 * 60 * 60_000;

let world: World;
let alice: AppPage;
let bob: AppPage;
let carol: AppPage;

// One goes on where the one before it ended.
test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }, { project }) => {
  world = new World(browser, project.name, { timeIsSkippable: true });
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
  await expect(member(alice, 'carol')).toContainText('Same history as you, up to');
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
  await expect(dialog.getByRole('region', { name: 'Not delivered' }).getByRole('listitem')).toContainText(
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

test('messages that disappear are gone on both sides when their time is over, and at the relay', async () => {
  await bob.showRoom();
  await bob.page.getByRole('button', { name: 'Room settings…' }).click();
  const settings = bob.page.getByRole('dialog', { name: 'Room settings' });
  await settings.getByLabel('Messages disappear after').selectOption('5 minutes');
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(carol.happened('bob let messages disappear after 5 minutes')).toBeVisible();
  await bob.send('written in sand');
  await expect(carol.message('written in sand').getByTitle(/^Disappears/)).toBeVisible();
  for (const [name, app] of [
    ['bob', bob],
    ['carol', carol],
  ] as const) {
    await expect(app.message('written in sand')).toBeVisible();
    world.skipTime(name, TIMER_MS);
    await expect(app.message('written in sand')).toHaveCount(0);
    await expect(app.message('without alice')).toBeVisible();
  }

  const payloads = (which: (entry: RelayEntry) => boolean = () => true): number[] =>
    relayEntries(world.relayData)
      .filter((entry) => entry.hasPayload && which(entry))
      .map(({ number }) => number);
  const [all, sand] = [payloads(), payloads(({ isForATime }) => isForATime)];
  expect(sand).toHaveLength(1);
  // For those who were away it is there a week longer.
  world.skipTime('relay', UNSEEN_MS + TIMER_MS);
  await expect(() => {
    const kept = payloads(({ number }) => all.includes(number));
    expect(kept).toEqual(all.filter((number) => !sand.includes(number)));
  }).toPass();
});
