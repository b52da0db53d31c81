// Draws the icons of app and tray from the interface's one icon: npm run icons. What it writes is committed, so that
// building and packaging need no browser.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { chromiumFlags, findChromium } from './chromium.ts';
import { icnsOf, icoOf, type Picture } from './icon-files.ts';

const desktop = join(import.meta.dirname, '../apps/desktop');
const packaging = join(desktop, 'packaging/icons');
const tray = join(desktop, 'src/main/public/icons');

const APP_SIZES = [16, 32, 48, 64, 128, 256, 512, 1024];
const ICO_SIZES = [16, 32, 48, 256];
const ICNS_SIZES = [128, 256, 512, 1024];
/** What packages for Linux show at most. */
const LINUX_SIZE = 512;
/** The tray's size on an ordinary screen, and on one with twice the pixels, which Electron finds by its name. */
const TRAY_SIZES = [
  { size: 22, suffix: '' },
  { size: 44, suffix: '@2x' },
];

const icon = readFileSync(join(desktop, 'src/renderer/public/icon.svg'), 'utf8');
const badge = '<circle cx="50" cy="14" r="12" fill="#e5484d" stroke="#ffffff" stroke-width="3"/>';
const unreadIcon = icon.replace('</svg>', `${badge}</svg>`);

async function draw(page: Page, svg: string, size: number): Promise<Picture> {
  await page.setViewportSize({ width: size, height: size });
  const address = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  await page.setContent(
    `<body style="margin:0"><img src="${address}" width="${String(size)}" height="${String(size)}">`,
  );
  return { size, png: await page.screenshot({ omitBackground: true }) };
}

mkdirSync(packaging, { recursive: true });
mkdirSync(tray, { recursive: true });
const browser = await chromium.launch({ executablePath: await findChromium(), args: [...chromiumFlags] });
try {
  const page = await browser.newPage();
  const pictures: Picture[] = [];
  for (const size of APP_SIZES) pictures.push(await draw(page, icon, size));
  const ofSizes = (sizes: readonly number[]): Picture[] =>
    pictures.filter(({ size }) => sizes.includes(size));
  writeFileSync(join(packaging, 'icon.ico'), icoOf(ofSizes(ICO_SIZES)));
  writeFileSync(join(packaging, 'icon.icns'), icnsOf(ofSizes(ICNS_SIZES)));
  for (const { png } of ofSizes([LINUX_SIZE])) writeFileSync(join(packaging, 'icon.png'), png);
  for (const { size, suffix } of TRAY_SIZES) {
    writeFileSync(join(tray, `tray${suffix}.png`), (await draw(page, icon, size)).png);
    writeFileSync(join(tray, `tray-unread${suffix}.png`), (await draw(page, unreadIcon, size)).png);
  }
} finally {
  await browser.close();
}
