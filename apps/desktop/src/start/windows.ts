// The window of a start: Electron's, or a page of the browser shell.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { forkEngine } from '../browser/engine-process.ts';
import { BrowserShell } from '../browser/shell.ts';
import { Broker } from '../shell/broker.ts';
import { profileArgs } from '../shell/engine-channel.ts';
import { RendererFiles } from '../shell/renderer-files.ts';
import { keepShellPort, readShellPort } from './shell-port.ts';

const built = (path: string): string => fileURLToPath(new URL(`../../dist/${path}`, import.meta.url));

/** An Electron that cannot run here says so and ends well within this. */
const ELECTRON_SETTLES_MS = 2_000;

export interface AppWindow {
  /** A link that lets one tab in; null where the window is Electron's. */
  readonly freshLink: () => string | null;
  /** Resolves when the user has closed it, with its exit status; never in the browser shell. */
  readonly closed: Promise<number>;
  stop(): Promise<void>;
}

/** `engineArgs` say which profile it is; `folder` is where that is kept. */
export async function openBrowserShell(engineArgs: readonly string[], folder: string): Promise<AppWindow> {
  const files = new RendererFiles(built('renderer'), built('bridges/shell.js'));
  const broker = new Broker({
    startEngine: (profile) => forkEngine(built('engine/main.js'), [...engineArgs, ...profileArgs(profile)]),
    onCrash: (restartInMs) => {
      process.stderr.write(
        `The engine stopped unexpectedly; it starts again in ${String(restartInMs)} ms.\n`,
      );
    },
  });
  const shell = await BrowserShell.start({ broker, files, port: readShellPort(folder) });
  keepShellPort(folder, shell.port);
  return {
    freshLink: () => shell.freshLink(),
    closed: new Promise(() => undefined),
    stop: async () => {
      const stopped = broker.stop();
      await shell.stop();
      await stopped;
    },
  };
}

/** Null if it ends at once: its sandbox, for one, needs what not every system grants. */
export async function openElectron(binary: string, engineArgs: readonly string[]): Promise<AppWindow | null> {
  const child = spawn(binary, [built('main/main.js'), ...engineArgs], { stdio: ['ignore', 2, 2] });
  const closed = new Promise<number>((resolve) => {
    child.once('error', () => {
      resolve(1);
    });
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
  const early = await Promise.race([closed, sleep(ELECTRON_SETTLES_MS, null, { ref: false })]);
  if (early !== null && early !== 0) return null;
  return {
    freshLink: () => null,
    closed,
    stop: async () => {
      child.kill();
      await closed;
    },
  };
}
