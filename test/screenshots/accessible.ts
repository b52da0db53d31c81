// What holds on every pictured state: no serious finding of axe in either theme, nothing that does not fit into a narrow window,
// with large text or from right to left, no complaint of the page's own policy, no request besides its files. Two test files
// share the scenes, so that two cores do.
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { seriousFaults } from './axe.ts';
import { misfits } from './fit.ts';
import { scenes } from './scenes.ts';
import { openBrowser, Stage } from './stage.ts';
import { WAYS, WIDE } from './ways.ts';

const SCENE_MS_MAX = 60_000;

/** Declares the tests of every second scene, from the first or the second on. */
export function checkHalf(first: 1 | 2): void {
  let browser: Browser;
  let stage: Stage;

  beforeAll(async () => {
    browser = await openBrowser();
  }, SCENE_MS_MAX);
  // A window of its own for each: one that has shown many becomes twice as slow.
  beforeEach(async () => {
    stage = await Stage.open(browser, { theme: 'light', ...WIDE });
  });
  afterEach(() => stage.close());
  afterAll(() => browser.close());

  it.each(scenes.filter((_, index) => index % 2 === first - 1))(
    '$name is accessible and keeps to itself',
    async (scene) => {
      await stage.play(scene);
      expect(await seriousFaults(stage.page)).toEqual([]);
      // What differs between the themes is contrast.
      await stage.page.emulateMedia({ colorScheme: 'dark' });
      expect(await seriousFaults(stage.page, 'color-contrast')).toEqual([]);
      await stage.page.emulateMedia({ colorScheme: 'light' });
      for (const way of [WAYS.rightToLeft, WAYS.large, WAYS.narrowLarge]) {
        await stage.turn(way);
        // What floats is placed anew when it has its size, which a busy computer may see a frame later.
        await expect.poll(() => misfits(stage.page), { message: way.name }).toEqual([]);
      }
      if (scene.isKey === true) {
        await stage.turn(WAYS.narrow);
        expect(await seriousFaults(stage.page), WAYS.narrow.name).toEqual([]);
      }
      expect(stage.complaints).toEqual([]);
    },
    SCENE_MS_MAX,
  );
}
