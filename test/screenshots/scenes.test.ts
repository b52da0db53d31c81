// Every state has a picture, and on every pictured state: no serious finding of axe in either theme, no complaint of the
// page's own policy, no request besides its files.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenes } from './scenes.ts';
import { openBrowser, Stage } from './stage.ts';
import { STATES } from './states.ts';

const SIZE = { width: 1180, height: 740 };
const SCENE_MS_MAX = 60_000;

it('shows every state, each under a name of its own', () => {
  const shown = new Set(scenes.flatMap(({ states }) => states));
  expect(STATES.filter((state) => !shown.has(state))).toEqual([]);
  expect(new Set(scenes.map(({ name }) => name)).size).toBe(scenes.length);
});

describe('every scene', () => {
  let browser: Browser;
  let stage: Stage;

  beforeAll(async () => {
    browser = await openBrowser();
    stage = await Stage.open(browser, { theme: 'light', ...SIZE });
  }, SCENE_MS_MAX);
  afterAll(() => browser.close());

  it.each(scenes)(
    '$name is accessible and keeps to itself',
    async (scene) => {
      await stage.play(scene);
      expect(await serious(new AxeBuilder({ page: stage.page }))).toEqual([]);
      // What differs between the themes is contrast.
      await stage.page.emulateMedia({ colorScheme: 'dark' });
      expect(await serious(new AxeBuilder({ page: stage.page }).withRules('color-contrast'))).toEqual([]);
      await stage.page.emulateMedia({ colorScheme: 'light' });
      expect(stage.complaints).toEqual([]);
    },
    SCENE_MS_MAX,
  );
});

/** What axe finds serious or critical on the page: the rule, and where. */
async function serious(axe: AxeBuilder): Promise<readonly string[]> {
  const { violations } = await axe.setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
