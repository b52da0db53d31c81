// What a change of the look does to a window that is open already.
import { expect, it } from 'vitest';
import { emit, open } from './acts.ts';
import { openBrowser, Stage } from './stage.ts';
import { NARROW, WIDE } from './ways.ts';
import { world } from './world.ts';

it('gives large text in a narrow window its own places as soon as it is chosen', async () => {
  const browser = await openBrowser();
  try {
    const stage = await Stage.open(browser, { theme: 'light', ...NARROW });
    const { page } = stage;
    await stage.play({ name: 'narrow', states: [], world, act: (scene) => open(scene, 'bob') });
    const field = page.getByRole('textbox', { name: 'Message' });
    const attach = page.getByRole('button', { name: 'Attach a file' });
    const isBelow = async (): Promise<boolean> => {
      const [upper, lower] = await Promise.all([field.boundingBox(), attach.boundingBox()]);
      return (upper?.y ?? 0) + (upper?.height ?? 0) <= (lower?.y ?? 0);
    };
    expect(await isBelow()).toBe(false);
    await emit(page, { type: 'settings', settings: { ...world.snapshot.settings, textSize: 150 } });
    await expect.poll(isBelow).toBe(true);
    await emit(page, { type: 'settings', settings: world.snapshot.settings });
    await expect.poll(isBelow).toBe(false);
  } finally {
    await browser.close();
  }
});

it('begins an empty message where lines begin, and writes it the way its words run', async () => {
  const browser = await openBrowser();
  try {
    const stage = await Stage.open(browser, { theme: 'light', ...WIDE });
    const { page } = stage;
    await stage.play({ name: 'wide', states: [], world, act: (scene) => open(scene, 'bob') });
    await page.evaluate('document.documentElement.dir = "rtl"');
    const runs = (): Promise<string> =>
      page.evaluate('getComputedStyle(document.querySelector("textarea")).direction');
    const field = page.getByRole('textbox', { name: 'Message' });
    expect(await runs()).toBe('rtl');
    await field.fill('On my way');
    expect(await runs()).toBe('ltr');
    await field.fill('');
    expect(await runs()).toBe('rtl');
  } finally {
    await browser.close();
  }
});
