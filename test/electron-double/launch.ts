// Starts an Electron app's main process on the double, and gives the test its page.
import { fork, type ChildProcess } from 'node:child_process';
import type { Browser, Page } from 'playwright';
import { chromiumBeside } from './chromium.ts';
import type { DoubleAct } from './acts.ts';
import type { DoubleReport } from './report.ts';

export interface LaunchOptions {
  /** The test's own browser, beside which one runs for all apps on the double. */
  readonly browser: Browser;
  /** The built main process. */
  readonly main: string;
  readonly args?: readonly string[];
  /** What `app.getPath('appData')` answers. */
  readonly appData: string;
  /** Runs in place of the engine that the app would start. */
  readonly engine?: string;
  /** The key of the system's keychain; without it there is none. */
  readonly keychain?: string;
  /** As an installed app, not from a checkout. */
  readonly isPackaged?: boolean;
  /** The link that the app is opened with, as macOS does it. */
  readonly openedWith?: string;
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
  const { url, browser } = await chromiumBeside(options.browser);
  const context = await browser.newContext({ viewport: null });
  const page = await context.newPage();
  const place: Place = { url, ...(await targetOf(page)) };
  const reports: DoubleReport[] = [];
  const main = startMain(options, place);
  main.on('message', (message) => reports.push(message as DoubleReport));
  const ended = new Promise<number | null>((resolve) => main.once('exit', resolve));
  const close = async (): Promise<void> => {
    main.kill();
    await ended;
    await context.close();
  };
  // Whatever the app answered, a second window has no place here. The main process reports the answer.
  context.on('page', (other) => void other.close().catch(() => undefined));
  const loaded = page.waitForURL(({ protocol }) => protocol === 'https:').then(() => true);
  if (!(await Promise.race([loaded, ended.then(() => false)]))) {
    loaded.catch(() => undefined);
    await close();
    throw new Error('the main process ended before its window had a page');
  }
  const startAgain = (args: readonly string[] = []): Promise<number | null> => {
    const second = { ...options, args: [...(options.args ?? []), ...args] };
    const { url, contextId } = place;
    return new Promise((resolve) => startMain(second, { url, contextId }).once('exit', resolve));
  };
  const act = (what: DoubleAct): void => void main.send(what);
  const saved = () => reports.flatMap((each) => (each.report === 'saved' ? [each] : []));
  return { page, reports, saved, ended, act, startAgain, close };
}

/** Where in Chromium an app has its windows. */
interface Place {
  /** Chromium's WebSocket address. */
  readonly url: string;
  readonly contextId: string;
  /** The page of its first window; without it the app makes one. */
  readonly targetId?: string;
}

async function targetOf(page: Page): Promise<{ readonly contextId: string; readonly targetId: string }> {
  const session = await page.context().newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  return { contextId: targetInfo.browserContextId ?? '', targetId: targetInfo.targetId };
}

function startMain(options: LaunchOptions, { url, contextId, targetId }: Place): ChildProcess {
  return fork(options.main, options.args ?? [], {
    execArgv: ['--import', new URL('register.ts', import.meta.url).href],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      HOME: options.appData,
      ELECTRON_DOUBLE_CDP: url,
      ELECTRON_DOUBLE_CONTEXT: contextId,
      ...(targetId === undefined ? {} : { ELECTRON_DOUBLE_TARGET: targetId }),
      ELECTRON_DOUBLE_APP_DATA: options.appData,
      ...(options.engine === undefined ? {} : { ELECTRON_DOUBLE_ENGINE: options.engine }),
      ...(options.openedWith === undefined ? {} : { ELECTRON_DOUBLE_OPENED_WITH: options.openedWith }),
      ...(options.isPackaged === true ? { ELECTRON_DOUBLE_PACKED: '1' } : {}),
      ...(options.keychain === undefined ? {} : { ELECTRON_DOUBLE_KEYCHAIN: options.keychain }),
    },
  });
}
