// When the window has the relay looked for.
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { emit, open, press } from './acts.ts';
import { openBrowser, Stage } from './stage.ts';
import { NOW, world } from './world.ts';

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
beforeEach(() => stage.play({ name: 'window', states: [], world, act: (scene) => open(scene, 'bob') }));

const retries = (): Promise<number> =>
  page.evaluate('calls.filter((call) => call === "connection.retry").length');

it('as soon as the network is back, and when somebody comes back to the window', async () => {
  await page.evaluate('dispatchEvent(new Event("online"))');
  await expect.poll(retries).toBe(1);
  await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
  await expect.poll(retries).toBe(2);
});

it('when asked, while it waits for the next attempt and not otherwise', async () => {
  const { connection } = world.snapshot;
  const tryNow = page.getByRole('button', { name: 'Try now' });
  expect(await tryNow.count()).toBe(0);
  const offline = {
    ...connection,
    state: 'offline',
    reason: 'relay-unreachable',
    retryAt: NOW + 50_000,
  } as const;
  await emit(page, { type: 'connection', connection: offline });
  await press(page, 'Try now');
  await expect.poll(retries).toBe(1);
  await emit(page, { type: 'connection', connection: { ...connection, state: 'connecting' } });
  await tryNow.waitFor({ state: 'hidden' });
});
