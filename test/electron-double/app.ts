// `app`: life cycle, paths, one instance per user data folder.
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onAct } from './acts.ts';
import { Cdp } from './cdp.ts';
import { report } from './report.ts';

/** A test that hangs must not leave processes behind. */
const LIFETIME_MS_MAX = 10 * 60_000;

class DoubleApp extends EventEmitter {
  readonly isPackaged = process.env.ELECTRON_DOUBLE_PACKED === '1';
  readonly #paths = new Map<string, string>();
  readonly #ready: Promise<Cdp>;

  /** Chromium's name for where this app's pages are, apart from those of others. */
  readonly contextId: string;

  constructor(chromium: string, contextId: string, appData: string) {
    super();
    this.contextId = contextId;
    this.#paths.set('appData', appData);
    this.#paths.set('userData', join(appData, 'electron-double'));
    this.#ready = Cdp.connect(chromium);
    onAct('open-url', ({ url }) => {
      this.#openUrl(url);
    });
    process.once('disconnect', () => process.exit(0));
    process.once('SIGTERM', () => {
      this.quit();
    });
    setTimeout(() => process.exit(3), LIFETIME_MS_MAX).unref();
  }

  async whenReady(): Promise<void> {
    await this.#ready;
    // macOS tells of the link that started the app before it says that the app is ready.
    const link = process.env.ELECTRON_DOUBLE_OPENED_WITH;
    if (link !== undefined) this.#openUrl(link);
  }

  #openUrl(url: string): void {
    this.emit('open-url', { preventDefault: () => undefined }, url);
  }

  getLocale(): string {
    return 'en-US';
  }

  setBadgeCount(count: number): void {
    report({ report: 'badge', count });
  }

  cdp(): Promise<Cdp> {
    return this.#ready;
  }

  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  setAsDefaultProtocolClient(): boolean {
    return true;
  }

  enableSandbox(): void {
    // Every page runs in Chromium, and the preload in an isolated world without Node: there is nothing to switch.
  }

  /** The lock is a file with the process id of the first instance, which a signal tells of the second and its arguments. */
  requestSingleInstanceLock(): boolean {
    const path = join(this.getPath('userData'), 'instance.pid');
    const argsPath = join(this.getPath('userData'), 'second-instance.json');
    mkdirSync(this.getPath('userData'), { recursive: true });
    const first = existsSync(path) ? Number(readFileSync(path, 'utf8')) : null;
    if (first !== null && first !== process.pid) {
      try {
        writeFileSync(argsPath, JSON.stringify(process.argv));
        process.kill(first, 'SIGUSR2');
        return false;
      } catch {
        // It was killed, and its file stayed.
      }
    }
    writeFileSync(path, String(process.pid));
    process.on('SIGUSR2', () =>
      this.emit('second-instance', {}, JSON.parse(readFileSync(argsPath, 'utf8')), '', {}),
    );
    process.once('exit', () => {
      rmSync(path, { force: true });
    });
    return true;
  }

  quit(): void {
    this.emit('before-quit');
    this.emit('will-quit');
    this.emit('quit');
    process.exit(0);
  }
}

const {
  ELECTRON_DOUBLE_CDP: chromium,
  ELECTRON_DOUBLE_CONTEXT: contextId,
  ELECTRON_DOUBLE_APP_DATA: appData,
} = process.env;
if (chromium === undefined || contextId === undefined || appData === undefined) {
  throw new Error('start the double through launch.ts');
}
export const app = new DoubleApp(chromium, contextId, appData);

export const shell = {
  openExternal: (url: string): Promise<void> => {
    report({ report: 'external', url });
    return Promise.resolve();
  },
};
