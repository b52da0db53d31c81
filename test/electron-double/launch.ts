// Starts an Electron app's main process on the double, and gives the test its page.
import { fork, type ChildProcess } from 'node:child_process';
import { chromium, type Page } from 'playwright';
import { startChromium } from './chromium.ts';
import type { DoubleAct } from './acts.ts';
import type { DoubleReport } from './report.ts';

export interface LaunchOptions {
  /** The built main process. */
  readonly main: string;
  readonly args?: readonly string[];
  /** What `app.getPath('appData')` answers. */
  readonly appData: string;
  /** Runs in place of the engine that the app would start. */
  readonly engine?: string;
  /** The key of the system's keychain; without it there is none. */
  readonly keychain?: string;
  /** The link that the app is opened with, as macOS does it. */
  readonly openedWith?: string;
  /** More of Chromium's command line. */
  readonly flags?: readonly string[];
}

export interface DoubleApp {
  readonly page: Page;
  /** What the app did with the system so far. */
  readonly reports: readonly DoubleReport[];
  /** The files that its pages saved, in order. */
  saved(): { readonly name: string; readonly path: string }[];
  /** Resolves to the exit status when the main process has ended. */
  readonly ended: Promise<number | null>;
  /** Does what the user or the system would. */
  act(act: DoubleAct): void;
  /** Starts a second main process of the same app, with more arguments; resolves to its exit status when it has ended. */
  startAgain(args?: readonly string[]): Promise<number | null>;
  close(): Promise<void>;
}

export async function launchDouble(options: LaunchOptions): Promise<DoubleApp> {
  const browser = await startChromium(options.flags ?? []);
  const playwright = await chromium.connectOverCDP(browser.url);
  const context = playwright.contexts()[0]!;
  const opened = context.waitForEvent('page');
  const reports: DoubleReport[] = [];
  const main = startMain(options, browser.url);
  main.on('message', (message) => reports.push(message as DoubleReport));
  const ended = new Promise<number | null>((resolve) => main.once('exit', resolve));
  const page = await Promise.race([opened, ended.then(() => null)]);
  const close = async (): Promise<void> => {
    main.kill();
    await ended;
    await browser.close();
    await playwright.close();
  };
  if (page === null) {
    await close();
    throw new Error('the main process ended before it opened a window');
  }
  // Whatever the app answered, a second window has no place here. The main process reports the answer.
  context.on('page', (other) => void other.close().catch(() => undefined));
  await page.waitForURL((url) => url.protocol === 'https:');
  const startAgain = (args: readonly string[] = []): Promise<number | null> => {
    const second = { ...options, args: [...(options.args ?? []), ...args] };
    return new Promise((resolve) => startMain(second, browser.url).once('exit', resolve));
  };
  const act = (what: DoubleAct): void => void main.send(what);
  const saved = () => reports.flatMap((each) => (each.report === 'saved' ? [each] : []));
  return { page, reports, saved, ended, act, startAgain, close };
}

function startMain(options: LaunchOptions, chromium: string): ChildProcess {
  return fork(options.main, options.args ?? [], {
    execArgv: ['--import', new URL('register.ts', import.meta.url).href],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      HOME: options.appData,
      ELECTRON_DOUBLE_CDP: chromium,
      ELECTRON_DOUBLE_APP_DATA: options.appData,
      ...(options.engine === undefined ? {} : { ELECTRON_DOUBLE_ENGINE: options.engine }),
      ...(options.openedWith === undefined ? {} : { ELECTRON_DOUBLE_OPENED_WITH: options.openedWith }),
      ...(options.keychain === undefined ? {} : { ELECTRON_DOUBLE_KEYCHAIN: options.keychain }),
    },
  });
}
