// npm run screenshots [-- NAME …]: takes the picture of every scene, light and dark, wide and narrow, into docs/images; of those
// that everybody comes by also with large text and from right to left. Without names it also removes pictures that no scene makes any more.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scenes } from './scenes.ts';
import { smallPng } from './small-png.ts';
import { openBrowser, Stage, type Look } from './stage.ts';
import { NARROW, WAYS, WIDE, type Way } from './ways.ts';

const IMAGES = join(import.meta.dirname, '../../docs/images');
const BYTES_MAX = 80 * 1024;

const made = new Set<string>();
const names = process.argv.slice(2);
const chosen = scenes.filter(({ name }) => names.length === 0 || names.includes(name));
const looks: readonly (Look & { readonly suffix: string })[] = (['light', 'dark'] as const).flatMap(
  (theme) => [
    { theme, ...WIDE, suffix: theme },
    { theme, ...NARROW, suffix: `${theme}-narrow` },
  ],
);

/** What key scenes are turned to after a look: each way once, half of them in each theme. */
const ALSO: Readonly<Record<string, readonly Way[]>> = {
  light: [WAYS.large],
  dark: [WAYS.rightToLeft],
  'dark-narrow': [WAYS.narrowLarge],
};

async function take(stage: Stage, file: string): Promise<void> {
  const png = smallPng(await stage.picture());
  if (png.length > BYTES_MAX) throw new Error(`${file} has ${png.length} bytes, the limit is ${BYTES_MAX}`);
  writeFileSync(join(IMAGES, file), png);
  made.add(file);
  console.log(`${file} ${Math.ceil(png.length / 1024)} KB`);
}

mkdirSync(IMAGES, { recursive: true });
const browser = await openBrowser();
try {
  for (const { suffix, ...look } of looks) {
    const narrow = look.width === NARROW.width;
    const stage = await Stage.open(browser, look);
    for (const scene of chosen) {
      if (narrow && scene.narrow !== true && scene.isKey !== true) continue;
      await stage.play(scene);
      await take(stage, `${scene.name}-${suffix}.png`);
      if (scene.isKey !== true) continue;
      for (const way of ALSO[suffix] ?? []) {
        await stage.turn(way);
        await take(stage, `${scene.name}-${look.theme}-${way.name}.png`);
      }
    }
    await stage.close();
  }
} finally {
  await browser.close();
}
if (names.length === 0) {
  for (const file of readdirSync(IMAGES)) {
    if (file.endsWith('.png') && !made.has(file)) rmSync(join(IMAGES, file));
  }
}
