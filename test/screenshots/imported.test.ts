// What a backup brought stands there to be read, and not as the words of who has those names here.
import type { ConversationView } from '@hushroom/ipc';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emit, open } from './acts.ts';
import { openBrowser, Stage } from './stage.ts';
import { BOB, GARDEN, world } from './world.ts';

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

/** Opens a conversation that is another than in the world. */
async function openAs(id: string, view: Partial<ConversationView>): Promise<void> {
  const conversations = world.snapshot.conversations.map((one) =>
    one.id === id ? { ...one, ...view } : one,
  );
  const changed = { ...world, snapshot: { ...world.snapshot, conversations } };
  const title = conversations.find((one) => one.id === id)?.title ?? '';
  await stage.play({ name: 'window', states: [], world: changed, act: (scene) => open(scene, title) });
}

const marks = (): Promise<number> =>
  page
    .getByRole('region', { name: /^Conversation:/ })
    .getByRole('img', { name: 'Verified' })
    .count();

it('shows neither mark nor panel of who has the name of old direct messages, and nothing to write in', async () => {
  await openAs(BOB, {});
  expect(await marks()).toBe(1);
  await openAs(BOB, { kind: 'past', state: 'imported' });
  await page.getByText('Whoever has this name here may be somebody else.').waitFor();
  expect(await marks()).toBe(0);
  expect(await page.getByRole('button', { name: 'Safety number' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'About', exact: false }).count()).toBe(0);
  expect(await page.getByRole('textbox', { name: 'Message' }).count()).toBe(0);
});

it('says that nobody here has the name where that is so, instead of taking words that would wait for ever', async () => {
  await openAs(BOB, { title: 'zoe', state: 'imported' });
  await page.getByText('Nobody on this relay has this name').waitFor();
  expect(await page.getByRole('textbox', { name: 'Message' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Members and settings' }).count()).toBe(0);
});

it('leaves the list at the newest message where older ones come into it while it is open', async () => {
  await openAs(BOB, {});
  const newest = page.getByRole('article').last();
  const before = await newest.innerText();
  await page.evaluate('[...document.querySelectorAll("article")].at(-1).dataset.before = ""');
  await emit(page, { type: 'imported', conversations: [BOB] });
  await page.locator('[data-before]').waitFor({ state: 'detached' });
  await expect.poll(() => newest.innerText()).toBe(before);
  expect(await newest.isVisible()).toBe(true);
});

it('marks nobody in a room of a backup', async () => {
  await openAs(GARDEN, {});
  expect(await marks()).toBeGreaterThan(0);
  await openAs(GARDEN, { state: 'imported', memberCount: 0, verifiedCount: 0 });
  await page.getByText('To write here again').waitFor();
  expect(await marks()).toBe(0);
});
