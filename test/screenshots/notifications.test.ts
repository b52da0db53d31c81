// Notifications of the page in a real browser: what is handed to it, and what a press on one does.
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emit, open } from './acts.ts';
import { openBrowser, Stage } from './stage.ts';
import { BOB, CAROL, world } from './world.ts';

let browser: Browser;
let stage: Stage;
let page: Page;

/** In place of the browser's own, which shows nothing without a screen: keeps what it is given. */
const RECORDER = `
  window.announced = [];
  window.Notification = class {
    static permission = 'granted';
    constructor(title, { body }) {
      Object.assign(this, { title, body });
      window.announced.push(this);
    }
    close() {}
  };
`;

beforeAll(async () => {
  browser = await openBrowser();
  stage = await Stage.open(browser, { theme: 'light', width: 1180, height: 740 });
  page = stage.page;
  page.setDefaultTimeout(15_000);
  await page.addInitScript(RECORDER);
});
afterAll(() => browser.close());

it('announces another conversation while one is open, and leads to it', async () => {
  await stage.play({ name: 'announced', states: [], world, act: (scene) => open(scene, 'bob') });
  const carol = world.snapshot.conversations.find(({ id }) => id === CAROL)!;
  const line = { type: 'text' as const, text: 'They have come up!' };
  const last = { id: 'cc'.repeat(16), from: 'carol', mine: false, line, at: 0 };
  await emit(page, { type: 'conversation', conversation: { ...carol, unread: 1, last } });
  const announced = await page.evaluate('announced.map(({ title, body }) => [title, body])');
  expect(announced).toEqual([['carol', 'They have come up!']]);
  await page.evaluate('announced[0].onclick()');
  await page.getByRole('region', { name: 'Conversation: carol' }).waitFor();
  await expect.poll(focused).toBe('Message');
});

/** The name of what has the focus. */
function focused(): Promise<string | null> {
  return page.evaluate('document.activeElement.getAttribute("aria-label")');
}

/** As the desktop app does when its notification is pressed. */
async function press(conversation: string): Promise<void> {
  await page.evaluate(`ask(${JSON.stringify({ type: 'open', conversation })})`);
}

it('leads to where one writes, wherever one was in the window', async () => {
  await stage.play({ name: 'pressed', states: [], world, act: (scene) => open(scene, 'bob') });
  await page.getByLabel('Search conversations and people').focus();
  await press(BOB);
  await expect.poll(focused).toBe('Message');
  await page.getByTitle('Your account').click();
  await page.getByRole('dialog', { name: 'Settings' }).waitFor();
  await press(CAROL);
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('region', { name: 'Conversation: carol' }).waitFor();
  await expect.poll(focused).toBe('Message');
  await page.getByTitle('Your account').click();
  await page.getByRole('dialog', { name: 'Settings' }).waitFor();
  await press(CAROL);
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await expect.poll(focused).toBe('Message');
});
