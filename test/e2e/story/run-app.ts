// Hushroom as someone runs it, in either shell, with its window as a page. Electron is the real binary where it can run,
// and the double of its module elsewhere.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, type Browser, type Page } from '@playwright/test';
import { hasDisplay, installedElectron, isRoot } from '../../../apps/desktop/src/start/electron-binary.ts';
import { launchDouble } from '../../electron-double/launch.ts';

const root = join(import.meta.dirname, '../../..');
const start = join(root, 'apps/desktop/src/start/main.ts');
const main = join(root, 'apps/desktop/dist/main/main.js');

export interface RunningApp {
  readonly page: Page;
  /** Ends it as its user would. */
  quit(): Promise<void>;
}

export interface AppOptions {
  readonly profile: string;
  readonly home: string;
  readonly relay: string;
}

/** `shell` is `browser` or `electron`. */
export function runApp(shell: string, browser: Browser, options: AppOptions): Promise<RunningApp> {
  return shell === 'electron' ? runElectron(options) : runBrowserShell(browser, options);
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
  const child = spawn(process.execPath, [start, '--json', '--no-open', ...argsOf(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Also where the tests run on someone's desktop.
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' },
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url } = JSON.parse(line) as { url?: string };
  if (url === undefined) throw new Error(`npm start says ${line}`);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  return {
    page,
    quit: async () => {
      await context.close();
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function runElectron(options: AppOptions): Promise<RunningApp> {
  const binary = installedElectron();
  if (binary !== null && hasDisplay(process.env) && !isRoot()) {
    const app = await _electron.launch({ executablePath: binary, args: [main, ...argsOf(options)] });
    return { page: await app.firstWindow(), quit: () => app.close() };
  }
  const app = await launchDouble({ main, args: argsOf(options), appData: options.home });
  return { page: app.page, quit: () => app.close() };
}
