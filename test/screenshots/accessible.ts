// What holds on every pictured state: no serious finding of axe in either theme, nothing that does not fit into a narrow window,
// with large text or from right to left, no complaint of the page's own policy, no request besides its files. Two test files
// share the scenes, so that two cores do.
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { seriousFaults } from './axe.ts';
import { misfits } from './fit.ts';
import { scenes } from './scenes.ts';
import { openBrowser, Stage } from './stage.ts';
import { WAYS, WIDE } from './ways.ts';

const SCENE_MS_MAX = 60_000;
/** One window goes on to the next scene with its code compiled; one that has shown many becomes twice as slow. */
const SCENES_PER_WINDOW = 8;

/** Declares the tests of every second scene, from the first or the second on. */
export function checkHalf(first: 1 | 2): void {
  let browser: Browser;
  let current: Stage | null = null;
  let shown = 0;
  const open = async (): Promise<Stage> =>
    (current ??= await Stage.open(browser, { theme: 'light', ...WIDE }));
  const close = async (): Promise<void> => {
    await current?.close();
    current = null;
    shown = 0;
  };

  beforeAll(async () => {
    browser = await openBrowser();
  }, SCENE_MS_MAX);
  afterEach(async ({ task }) => {
    shown += 1;
    // A scene that failed may still be going on.
    if (shown === SCENES_PER_WINDOW || task.result?.state === 'fail') await close();
  });
  afterAll(() => browser.close());

  it.each(scenes.filter((_, index) => index % 2 === first - 1))(
    '$name is accessible and keeps to itself',
    async (scene) => {
      const stage = await open();
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
