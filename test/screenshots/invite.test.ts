// An invite from an image: the relay in it is shown back before anything is asked of it.
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codePng } from '../code-image.ts';
import { press } from './acts.ts';
import { openBrowser, Stage } from './stage.ts';
import { world } from './world.ts';

const INVITE = 'hushroom://203.0.113.7:7440/#mbk3vqj7p2ufc5xw6oahtdzrsyien4lgmbk3vqj7p2ufc5xw6oah';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

it('fills in the relay of a scanned invite, in words, and lets it be changed', async () => {
  const stage = await Stage.open(browser, { theme: 'light', width: 1180, height: 740 });
  const { page } = stage;
  page.setDefaultTimeout(15_000);
  const status = { ...world.status, phase: 'new' as const, suggestedRelay: '' };
  await stage.play({
    ...{ name: 'invite', states: [], world: { ...world, status } },
    act: (scene) => press(scene, 'Scan an invite'),
  });
  const file = { name: 'invite.png', mimeType: 'image/png', buffer: codePng(INVITE) };
  await page.getByLabel('Read from an image').setInputFiles(file);
  const relay = page.getByRole('group', { name: 'Relay address' });
  await relay.getByText('203.0.113.7:7440').waitFor();
  expect(await relay.innerText()).toContain('mbk3 vqj7 p2uf');
  await press(page, 'Change');
  expect(await page.getByLabel('Relay address').inputValue()).toBe(INVITE);
  expect(stage.complaints).toEqual([]);
});
