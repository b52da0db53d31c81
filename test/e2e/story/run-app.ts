// Hushroom as someone runs it, in either shell, with its window as a page. Electron is the real binary where it can run,
// and the double of its module elsewhere.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, expect, type Browser, type Page } from '@playwright/test';
import { hasDisplay, installedElectron, isRoot } from '../../../apps/desktop/src/start/electron-binary.ts';
import { launchDouble } from '../../electron-double/launch.ts';

const root = join(import.meta.dirname, '../../..');
const start = join(root, 'apps/desktop/src/start/main.ts');
const main = join(root, 'apps/desktop/dist/main/main.js');

export interface RunningApp {
  readonly page: Page;
  /** Does what has the window save a file, and says where it is now and which name was offered for it. */
  save(act: () => Promise<void>): Promise<SavedFile>;
  /** Ends it as its user would. */
  quit(): Promise<void>;
}

export interface SavedFile {
  readonly name: string;
  readonly path: string;
}

export interface AppOptions {
  readonly profile: string;
  readonly home: string;
  readonly relay: string;
  /** What Node is told besides in all processes of the browser shell. */
  readonly nodeOptions?: string;
}

/** `shell` is `browser` or `electron`. */
export function runApp(shell: string, browser: Browser, options: AppOptions): Promise<RunningApp> {
  return shell === 'electron' ? runElectron(browser, options) : runBrowserShell(browser, options);
}

const argsOf = ({ profile, home, relay }: AppOptions): string[] => [
  '--profile',
  profile,
  '--home',
  home,
  '--relay',
  relay,
];

async function runBrowserShell(browser: Browser, options: AppOptions): Promise<RunningApp> {
  const nodeOptions = `${process.env.NODE_OPTIONS ?? ''} ${options.nodeOptions ?? ''}`.trim();
  const child = spawn(process.execPath, [start, '--json', '--no-open', ...argsOf(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Also where the tests run on someone's desktop.
    env: { ...process.env, NODE_OPTIONS: nodeOptions, DISPLAY: '', WAYLAND_DISPLAY: '' },
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url } = JSON.parse(line) as { url?: string };
  if (url === undefined) throw new Error(`npm start says ${line}`);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  return {
    page,
    save: async (act) => {
      const [download] = await Promise.all([page.waitForEvent('download'), act()]);
      return { name: download.suggestedFilename(), path: await download.path() };
    },
    quit: async () => {
      await context.close();
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function runElectron(browser: Browser, options: AppOptions): Promise<RunningApp> {
  const binary = installedElectron();
  if (binary !== null && hasDisplay(process.env) && !isRoot()) {
    const app = await _electron.launch({ executablePath: binary, args: [main, ...argsOf(options)] });
    return {
      page: await app.firstWindow(),
      save: async (act) => {
        const saved = app.evaluate(
          ({ session }, folder) =>
            new Promise<SavedFile>((resolve) => {
              session.fromPartition('interface').once('will-download', (_, item) => {
                // Where its user would say.
                item.setSavePath(`${folder}/saved`);
                item.once('done', () => {
                  resolve({ name: item.getFilename(), path: item.getSavePath() });
                });
              });
            }),
          options.home,
        );
        await act();
        return saved;
      },
      quit: () => app.close(),
    };
  }
  const app = await launchDouble({ browser, main, args: argsOf(options), appData: options.home });
  return {
    page: app.page,
    save: async (act) => {
      const before = app.saved().length;
      await act();
      await expect.poll(() => app.saved().length).toBe(before + 1);
      return app.saved()[before]!;
    },
    quit: () => app.close(),
  };
}
