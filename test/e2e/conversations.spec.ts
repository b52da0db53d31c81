// The list of conversations and how one finds one's way in it: what is unread, kept in sight, kept quiet or put away; drafts;
// search; keys; notifications of the page. Two windows and a real relay.
import { expect, test } from '@playwright/test';
import type { AppPage } from './story/app-page.ts';
import { passphraseOf, World } from './story/world.ts';

declare const window: {
  Notification: object;
  notified: { readonly title: string; readonly body: string }[];
};
declare const document: {
  readonly documentElement: { readonly dataset: { readonly theme?: string } };
};
declare const getComputedStyle: (element: object) => { readonly fontSize: string };

let world: World;
let alice: AppPage;
let bob: AppPage;

test.beforeAll(async ({ browser }, { project }) => {
  world = new World(browser, project.name);
  [alice, bob] = await world.meet('alice', 'bob');
  await world.introduce('alice', 'bob');
  await bob.createRoom('Notes', []);
});

test.afterAll(() => world.dispose());

/** Titles in the order of bob's list. */
function titles(): Promise<string[]> {
  const list = bob.page.getByRole('region', { name: 'Conversations' }).getByRole('listitem');
  return list.locator('bdi').allTextContents();
}

test('what came meanwhile is counted, and stands under a line when one comes back', async () => {
  await alice.send('While you were away');
  await alice.send('and this too');
  await expect(bob.conversation('alice')).toContainText(/2\s*unread/);
  await expect.poll(() => bob.page.title()).toBe('(2) Hushroom');
  await bob.openConversation('alice');
  const line = bob.page.getByText('New', { exact: true });
  const tops = [bob.message('The first word'), line, bob.message('While you were away')].map(
    async (row) => (await row.boundingBox())?.y ?? NaN,
  );
  const [before = 0, at = 0, after = 0] = await Promise.all(tops);
  expect(before).toBeLessThan(at);
  expect(at).toBeLessThan(after);
  await expect(bob.page.getByText('Today', { exact: true })).toBeVisible();
  await expect(bob.conversation('alice')).not.toContainText('unread');
  await expect.poll(() => bob.page.title()).toBe('Hushroom');
});

test('a conversation is marked as unread, pinned, and put away until something new comes', async () => {
  await bob.openConversation('Notes');
  await bob.actOnRow('alice', /^Mark as unread/);
  await expect(bob.conversation('alice')).toContainText(/1\s*unread/);
  await bob.actOnRow('alice', /^Mark as read/);
  await expect(bob.conversation('alice')).not.toContainText('unread');

  await bob.send('the newest of all');
  expect(await titles()).toEqual(['Notes', 'alice']);
  await bob.actOnRow('alice', /^Pin/);
  await expect.poll(titles).toEqual(['alice', 'Notes']);
  await bob.actOnRow('alice', /^Unpin/);
  await expect.poll(titles).toEqual(['Notes', 'alice']);

  await bob.actOnRow('alice', /^Archive/);
  await expect.poll(titles).toEqual(['Notes']);
  await bob.page.getByRole('button', { name: 'Archived (1)' }).click();
  await expect.poll(titles).toEqual(['Notes', 'alice']);
  await alice.send('Out of the archive');
  await expect(bob.page.getByRole('button', { name: /^Archived/ })).toHaveCount(0);
  await expect.poll(titles).toEqual(['alice', 'Notes']);
});

test('a page in the background announces what is new, as the settings say, and nothing that is muted', async () => {
  await bob.page.context().grantPermissions(['notifications']);
  await bob.page.evaluate(() => {
    window.notified = [];
    window.Notification = class {
      static readonly permission = 'granted';
      constructor(title: string, { body }: { body: string }) {
        window.notified.push({ title, body });
      }
      close(): void {
        // Only what was shown is looked at.
      }
    };
  });
  const notified = (): Promise<unknown[]> => bob.page.evaluate(() => window.notified);
  await alice.send('Are you there?');
  await expect.poll(notified).toContainEqual({ title: 'alice', body: 'Are you there?' });

  const settings = await bob.openSettings('Notifications');
  await settings.getByText('Neither').click();
  await bob.page.keyboard.press('Escape');
  await alice.send('Between us');
  await expect
    .poll(notified)
    .toContainEqual({ title: 'Hushroom', body: expect.stringMatching(/new message/i) });
  expect(JSON.stringify(await notified())).not.toContain('Between us');

  await bob.actOnRow('alice', /^Mute/);
  await bob.choose(/^Until I unmute/);
  await expect(bob.conversation('alice').getByRole('img', { name: 'Muted' })).toBeVisible();
  const before = await notified();
  await alice.send('Into the silence');
  await expect(bob.conversation('alice')).toContainText('Into the silence');
  expect(await notified()).toEqual(before);
  await expect.poll(() => bob.page.title()).toBe('Hushroom');
  await bob.actOnRow('alice', /^Unmute/);
  await expect(bob.conversation('alice').getByRole('img', { name: 'Muted' })).toHaveCount(0);
});

test('any part of a word is found, in any writing, by person, place, time and file', async () => {
  const { page } = alice;
  await alice.send('檸檬樹在南牆邊');
  await alice.send('Crème brûlée for everybody');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach a file' }).click();
  const file = { name: 'garden-plan.txt', mimeType: 'text/plain', buffer: Buffer.from('the plan') };
  await (await choosing).setFiles(file);
  await page
    .getByRole('dialog', { name: /^Send / })
    .getByRole('button', { name: 'Send', exact: true })
    .click();
  await bob.openConversation('alice');
  await bob.send('No crème for me');
  await expect(alice.message('No crème for me')).toBeVisible();
  await alice.createRoom('Kitchen', []);
  await alice.send('creme without marks');

  await page.keyboard.press('Control+Shift+F');
  const search = page.getByRole('region', { name: 'Search messages' });
  const field = search.getByRole('searchbox', { name: 'Words to search for' });
  const hits = search.getByRole('listitem');
  await field.fill('南牆');
  await expect(hits).toHaveCount(1);
  await field.fill('CREME');
  await expect(hits).toHaveCount(3);
  await search.getByLabel('In').selectOption('bob');
  await expect(hits).toHaveCount(2);
  await search.getByLabel('By').selectOption('bob');
  await expect(hits).toHaveCount(1);
  await expect(hits).toContainText('No crème for me');
  await search.getByLabel('When').selectOption('Today');
  await expect(hits).toHaveCount(1);
  await search.getByLabel('When').selectOption('Between…');
  await search.getByRole('button', { name: 'To', exact: true }).click();
  const calendar = page.getByRole('application', { name: 'To' });
  await calendar.getByRole('button', { name: 'Previous month' }).click();
  await calendar.getByRole('button', { name: / 1, \d{4}$/ }).click();
  await expect(search.getByText('Nothing found')).toBeVisible();
  await search.getByLabel('When').selectOption('Any time');
  await search.getByLabel('By').selectOption('Anyone');
  await field.fill('');
  await search.getByRole('button', { name: 'Has a file' }).click();
  await expect(hits).toHaveCount(1);
  await hits.getByRole('button').first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'bob' })).toBeVisible();
  await expect(alice.message('garden-plan.txt')).toBeVisible();
});

test('keys lead anywhere, and a question mark shows which', async () => {
  const { page } = alice;
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('Go to a conversation or person');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('bo');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText('bob');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(title).toHaveText('Kitchen');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(title).toHaveText('bob');
});

test('each conversation keeps its draft, and the window its looks, over a restart', async () => {
  const box = bob.page.getByRole('textbox', { name: 'Message' });
  await bob.openConversation('Notes');
  await box.fill('half a note');
  await bob.openConversation('alice');
  await expect(box).toHaveValue('');
  await box.fill('half an answer');
  const settings = await bob.openSettings('Appearance');
  await settings.getByText('High contrast').click();
  await settings.getByText('150 %').click();
  await bob.page.keyboard.press('Escape');
  await bob.page.getByRole('button', { name: 'New room' }).focus();
  await expect.poll(() => look(bob)).toMatchObject({ theme: 'high-contrast' });
  const before = await look(bob);
  await world.quit('bob');

  bob = await world.start('bob');
  await bob.unlock(passphraseOf('bob'));
  await expect.poll(() => look(bob)).toEqual(before);
  const written = bob.page.getByRole('textbox', { name: 'Message' });
  await bob.openConversation('Notes');
  await expect(written).toHaveValue('half a note');
  await expect(bob.conversation('alice')).toContainText('Draft: half an answer');
  await bob.openConversation('alice');
  await expect(written).toHaveValue('half an answer');
});

function look(of: AppPage): Promise<{ theme: string | undefined; fontSize: string }> {
  return of.page.evaluate(() => ({
    theme: document.documentElement.dataset.theme,
    fontSize: getComputedStyle(document.documentElement).fontSize,
  }));
}
