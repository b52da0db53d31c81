// A code in front of the camera of the page: Chromium's fake camera plays a film of it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { expect, it } from 'vitest';
import { chromiumFlags, filmFlag, findChromium, mediaFlags } from '../../scripts/chromium.ts';
import { codeFilm } from '../code-image.ts';
import { Stage } from './stage.ts';
import { trustScenes } from './scenes-trust.ts';
import { safetyOf } from './world.ts';

it('reads the code on the other’s screen with the camera, and turns the camera off', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hushroom-camera-'));
  const film = join(folder, 'code.y4m');
  writeFileSync(film, codeFilm(safetyOf('dave', 'unverified').qr));
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [...chromiumFlags, ...mediaFlags, filmFlag(film)],
  });
  try {
    const stage = await Stage.open(browser, { theme: 'light', width: 1180, height: 740 });
    const { page } = stage;
    page.setDefaultTimeout(15_000);
    const scene = trustScenes.find(({ name }) => name === 'compare')!;
    await stage.play(scene);
    await page.getByText('Scan their code').click();
    await page.getByRole('heading', { name: 'Verified' }).waitFor();
    expect(await page.locator('video').count()).toBe(0);
    expect(stage.complaints).toEqual([]);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
});
