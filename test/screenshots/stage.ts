// Where scenes are played: a Chromium with fixed clock, language and zone, and the built interface served from its folder
// under the policy that a shell sends. Whatever the page asks for besides its own files is refused and remembered.
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { chromiumFlags, findChromium } from '../../scripts/chromium.ts';
import { installFixture, type World } from './fixture.ts';
import { NOW } from './world.ts';

const RENDERER = join(import.meta.dirname, '../../apps/desktop/dist/renderer');
const ORIGIN = 'http://hushroom.test';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface Look {
  readonly theme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
}

export interface Performance {
  readonly page: Page;
  /** What the page said on its console as error or warning, and requests that left its own files. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await findChromium(),
    args: [...chromiumFlags],
  });
}

/** Opens the interface in a world and waits until fonts are there. */
export async function perform(browser: Browser, world: World, look: Look): Promise<Performance> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const complaints: string[] = [];
  await serve(context, complaints);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.clock.setFixedTime(NOW);
  await page.addInitScript(installFixture, world);
  await page.goto(`${ORIGIN}/index.html`);
  await page.waitForFunction('document.fonts.ready.then(() => true)');
  return { page, complaints, close: () => context.close() };
}

async function serve(context: BrowserContext, complaints: string[]): Promise<void> {
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    const path = normalize(url.pathname);
    if (url.origin !== ORIGIN) {
      complaints.push(`request to ${url.origin}`);
      await route.abort();
      return;
    }
    // The shell's own script: here the fixture has defined what it would define.
    const body = path === '/shell.js' ? '' : await readFile(join(RENDERER, path)).catch(() => null);
    const contentType = TYPES[extname(path)] ?? 'application/octet-stream';
    if (body === null) complaints.push(`no file ${path}`);
    await route.fulfill(body === null ? { status: 404 } : { body, contentType });
  });
}
