// Where scenes are played: one window of a Chromium with fixed clock, language and zone, and the built interface served
// from its folder. In place of a shell, `shell.js` defines the scripted engine. Whatever the page asks for besides its
// own files is refused and remembered.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page, type Route } from 'playwright';
import { chromiumFlags, findChromium } from '../../scripts/chromium.ts';
import { installFixture, type World } from './fixture.ts';
import type { Scene } from './scenes.ts';
import type { Way } from './ways.ts';
import { NOW } from './world.ts';

const RENDERER = join(import.meta.dirname, '../../apps/desktop/dist/renderer');
/** Over HTTPS, as only such pages have a camera. */
const ORIGIN = 'https://hushroom.test';
/** Pictures taken until two are the same, at most. */
const SHOTS_MAX = 20;
/** Rows are placed one frame after they are measured. */
export const TWO_FRAMES = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';
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

/** Starts the Chromium of all stages. Throws if the interface is not built. */
export async function openBrowser(): Promise<Browser> {
  if (!existsSync(join(RENDERER, 'index.html')))
    throw new Error('apps/desktop/dist is not built: npm run screenshots');
  return chromium.launch({ executablePath: await findChromium(), args: [...chromiumFlags] });
}

export class Stage {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #look: Look;
  #world: World | null = null;
  /** What the page said on its console as error or warning, and requests that left its own files, since the last scene began. */
  complaints: string[] = [];

  private constructor(context: BrowserContext, page: Page, look: Look) {
    this.#context = context;
    this.page = page;
    this.#look = look;
  }

  /** Opens a window with a look. */
  static async open(browser: Browser, look: Look): Promise<Stage> {
    const context = await browser.newContext({
      viewport: { width: look.width, height: look.height },
      colorScheme: look.theme,
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'UTC',
    });
    const stage = new Stage(context, await context.newPage(), look);
    await context.route('**/*', (route) => stage.#serve(route));
    stage.page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) stage.complaints.push(message.text());
    });
    stage.page.on('pageerror', (error) => stage.complaints.push(error.message));
    await stage.page.clock.setFixedTime(NOW);
    return stage;
  }

  /** Loads the interface in the world of a scene and acts. */
  async play(scene: Scene): Promise<void> {
    this.#world = scene.world;
    this.complaints = [];
    const { theme: colorScheme, width, height } = this.#look;
    await this.page.setViewportSize({ width, height });
    await this.page.emulateMedia({ colorScheme, forcedColors: 'none', contrast: 'no-preference' });
    await this.page.goto(`${ORIGIN}/index.html`);
    await scene.act(this.page);
    // Nothing is under the pointer.
    await this.page.mouse.move(0, 0);
    await this.page.evaluate('document.fonts.ready.then(() => undefined)');
    await this.page.evaluate(TWO_FRAMES);
  }

  /** Looks at what was played in another way. What floats, as menus do, closes. */
  async turn({ width, height, textSize, dir }: Omit<Way, 'name'>): Promise<void> {
    await this.page.setViewportSize({ width, height });
    // The page hears of its new size later, and what floats closes one frame after that.
    await this.page.waitForFunction(`innerWidth === ${width} && innerHeight === ${height}`);
    const root = 'document.documentElement';
    await this.page.evaluate(
      `${root}.style.fontSize = '${textSize}%'; ${root}.dir = '${dir}'; ${TWO_FRAMES}`,
    );
  }

  /** A picture, when nothing moves any more and all fonts are there. */
  async picture(): Promise<Buffer> {
    let last: Buffer = Buffer.alloc(0);
    for (let shot = 0; shot < SHOTS_MAX; shot++) {
      const next = await this.page.screenshot({ animations: 'disabled', caret: 'hide' });
      if (last.equals(next)) return next;
      last = next;
    }
    throw new Error('The page does not come to rest.');
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  async #serve(route: Route): Promise<void> {
    const url = new URL(route.request().url());
    const path = normalize(url.pathname);
    if (url.origin !== ORIGIN) {
      this.complaints.push(`request to ${url.origin}`);
      await route.abort();
      return;
    }
    const body =
      path === '/shell.js'
        ? `(${installFixture.toString()})(${JSON.stringify(this.#world)})`
        : await readFile(join(RENDERER, path)).catch(() => null);
    if (body === null) this.complaints.push(`no file ${path}`);
    const contentType = TYPES[extname(path)] ?? 'application/octet-stream';
    await route.fulfill(body === null ? { status: 404 } : { body, contentType });
  }
}
