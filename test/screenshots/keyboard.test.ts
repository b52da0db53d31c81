// The window without a mouse: shortcuts, what Escape closes, and where the focus is afterwards.
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { open, openPanel, press } from './acts.ts';
import { openBrowser, Stage } from './stage.ts';
import { world } from './world.ts';

let browser: Browser;
let stage: Stage;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  stage = await Stage.open(browser, { theme: 'light', width: 1180, height: 740 });
  page = stage.page;
  page.setDefaultTimeout(15_000);
});
afterAll(() => browser.close());
beforeEach(() =>
  stage.play({
    name: 'window',
    states: [],
    world,
    act: (scene) => scene.getByRole('navigation').waitFor(),
  }),
);

const title = (): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();
const focused = (): Promise<string> =>
  page.evaluate(
    '(document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent).trim()',
  );

it('goes from one conversation to the next, and to the next unread one', async () => {
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(title).toBe('Shared garden');
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(title).toBe('bob');
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect.poll(title).toBe('Weekend trip');
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(title).toBe('bob');
});

it('opens the sheet on a question mark, but not where one is being written', async () => {
  await open(page, 'bob');
  await page.keyboard.type('really?');
  expect(await page.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('really?');
  await page.getByRole('region', { name: 'Messages' }).focus();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
});

it('closes one layer at a time on Escape, and gives the focus back', async () => {
  await open(page, 'Shared garden');
  await openPanel(page);
  await press(page, 'Add people');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await expect.poll(focused).toBe('Add people');
  await page.getByRole('complementary').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('complementary').waitFor({ state: 'hidden' });
});

it('hides a dialog while another asks from it, and gives it the focus back where it was', async () => {
  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('tab', { name: 'Data' }).click();
  await settings.getByRole('button', { name: 'Remove from this computer…' }).click();
  await page.getByRole('dialog', { name: 'Remove this profile from this computer?' }).waitFor();
  await settings.waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await settings.waitFor();
  await expect.poll(focused).toBe('Remove from this computer…');
});

it('searches, goes through the hits with the arrows, and opens the conversation of one', async () => {
  await page.keyboard.press('Control+Shift+F');
  await page.keyboard.type('seedlings');
  await page.locator('mark').waitFor();
  for (let tabs = 0; tabs < 20 && !(await focused()).includes('seedlings'); tabs++)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Conversation: Shared garden' }).waitFor();
});

it('changes a setting by keyboard, and speaks another language at once', async () => {
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Account' }).press('ArrowDown');
  for (const next of ['Privacy', 'Notifications'])
    await page.getByRole('tab', { name: next }).press('ArrowDown');
  await page.getByRole('radio', { name: 'English' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('dialog', { name: 'Einstellungen' }).waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('de');
});

it('puts a conversation away from the menu of its row, and brings it back', async () => {
  const lists = page.getByRole('navigation');
  await lists
    .getByRole('button', { name: /^carol/ })
    .first()
    .focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Archive' }).waitFor();
  await page.keyboard.press('a');
  await page.keyboard.press('Enter');
  await lists.getByRole('button', { name: 'Archived (1)' }).press('Enter');
  await lists.getByText('Seeds are in the post').waitFor();
  await lists
    .getByRole('button', { name: /^carol/ })
    .first()
    .focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Back from the archive' }).press('Enter');
  await lists.getByRole('button', { name: 'Archived (1)' }).waitFor({ state: 'hidden' });
});

it('locks from anywhere, even from a dialog', async () => {
  await page.keyboard.press('Control+,');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Control+Shift+L');
  await page.getByRole('heading', { name: 'Hushroom is locked' }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
});

it('takes the keys for everywhere as they are pressed, and none that somebody writes', async () => {
  await page.getByTitle('Your account').click();
  await page.getByRole('tab', { name: 'Notifications' }).click();
  await page.getByRole('switch', { name: 'Show and hide the window from everywhere' }).press('Space');
  await press(page, 'Change keys');
  await page.keyboard.press('h');
  await page.keyboard.press('Alt+Shift+H');
  await expect.poll(() => page.locator('kbd:visible').allInnerTexts()).toEqual(['Alt', 'Shift', 'H']);
  // Escape gives up choosing, and leaves the dialog open.
  await press(page, 'Change keys');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Change keys' }).waitFor();
});

it('closes an open list of choices on Escape, and nothing behind it', async () => {
  const expanded = (): Promise<boolean> => page.evaluate('document.querySelector("select:open") !== null');
  await page.keyboard.press('Control+Shift+F');
  await page.getByRole('combobox', { name: 'When' }).press('Enter');
  await expect.poll(expanded).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(expanded).toBe(false);
  expect(await page.getByRole('combobox', { name: 'When' }).isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'When' }).waitFor({ state: 'hidden' });

  await open(page, 'Shared garden');
  await openPanel(page);
  await press(page, 'Room settings…');
  const timer = page.getByRole('combobox', { name: 'Messages disappear after' });
  await timer.press('Enter');
  await expect.poll(expanded).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(expanded).toBe(false);
  expect(await timer.isVisible()).toBe(true);
});

it('finds messages between two days that are chosen by keyboard', async () => {
  await page.keyboard.press('Control+Shift+F');
  await page.getByRole('combobox', { name: 'When' }).selectOption('between');
  await page.getByRole('button', { name: 'From', exact: true }).press('Enter');
  // From today, a Tuesday: a week back, and two days on.
  for (const key of ['ArrowUp', 'ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  await expect.poll(focused).toBe('From 12 Mar 2026');
  await page.getByRole('button', { name: 'To', exact: true }).press('Enter');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Escape');
  await expect.poll(focused).toBe('To');
  await page.keyboard.press('Enter');
  // No message is of a day to come: there is no way to it.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(focused).toBe('To 17 Mar 2026');
});
