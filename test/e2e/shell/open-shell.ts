// Either shell with the scripted engine behind it and the built interface in a page: what the contract test runs over.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { forkEngine } from '../../../apps/desktop/src/browser/engine-process.ts';
import { BrowserShell } from '../../../apps/desktop/src/browser/shell.ts';
import { Broker } from '../../../apps/desktop/src/shell/broker.ts';
import { RendererFiles } from '../../../apps/desktop/src/shell/renderer-files.ts';
import { launchDouble } from '../../electron-double/launch.ts';
import type { DoubleAct } from '../../electron-double/acts.ts';
import type { DoubleReport } from '../../electron-double/report.ts';

export const dist = join(import.meta.dirname, '../../../apps/desktop/dist');
export const scriptedEngine = join(import.meta.dirname, 'scripted-engine.ts');

export interface OpenShell {
  readonly page: Page;
  /** The link that the page was opened with; empty in Electron. */
  readonly link: string;
  /** What the Electron app did with the system; empty in the browser shell. */
  readonly reports: readonly DoubleReport[];
  /** Does what Electron's user or system would. */
  act(act: DoubleAct): void;
  /** Starts Electron's app a second time, with more arguments; resolves to that process's exit status. */
  startAgain(args?: readonly string[]): Promise<number | null>;
  /** Resolves when Electron's app has ended by itself. */
  readonly ended: Promise<number | null>;
  /** Ends the shell and leaves its page open, where the page is a browser's. */
  end(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Electron's keychain; the browser shell has none. */
  readonly keychain?: string;
  /** More arguments of Electron's app. */
  readonly args?: readonly string[];
}

export function openShell(name: string, browser: Browser, options: OpenOptions = {}): Promise<OpenShell> {
  return name === 'electron' ? openElectron(browser, options) : openBrowser(browser);
}

async function openBrowser(browser: Browser): Promise<OpenShell> {
  const broker = new Broker({ startEngine: () => forkEngine(scriptedEngine, []) });
  const files = new RendererFiles(join(dist, 'renderer'), join(dist, 'bridges/shell.js'));
  const shell = await BrowserShell.start({ broker, files });
  const context = await browser.newContext();
  const page = await context.newPage();
  const link = shell.freshLink();
  await page.goto(link);
  const end = async (): Promise<void> => {
    await shell.stop();
    await broker.stop();
  };
  return {
    page,
    link,
    reports: [],
    act: () => {
      throw new Error('the browser shell has no surroundings of its own');
    },
    startAgain: () => Promise.reject(new Error('the browser shell is started by npm start')),
    ended: new Promise(() => undefined),
    end,
    close: async () => {
      await context.close();
      await end();
    },
  };
}

async function openElectron(browser: Browser, { keychain, args = [] }: OpenOptions): Promise<OpenShell> {
  const appData = mkdtempSync(join(tmpdir(), 'hushroom-electron-'));
  const app = await launchDouble({
    browser,
    main: join(dist, 'main/main.js'),
    appData,
    engine: scriptedEngine,
    args,
    ...(keychain === undefined ? {} : { keychain }),
  });
  return {
    page: app.page,
    link: '',
    reports: app.reports,
    act: (act) => {
      app.act(act);
    },
    startAgain: (more) => app.startAgain(more),
    ended: app.ended,
    end: () => Promise.reject(new Error('the page ends with it')),
    close: async () => {
      await app.close();
      rmSync(appData, { recursive: true, force: true });
    },
  };
}
