// `BrowserWindow`: one page, and the state of a window that nobody sees.
import { EventEmitter } from 'node:events';
import { onAct } from './acts.ts';
import { app } from './app.ts';
import { followDownloads } from './downloads.ts';
import { report } from './report.ts';
import { session, type DoubleSession } from './session.ts';
import { DoubleWebContents } from './web-contents.ts';

interface WebPreferences {
  readonly session?: DoubleSession;
  readonly preload: string;
}

interface WindowOptions {
  readonly width: number;
  readonly height: number;
  readonly webPreferences: WebPreferences;
}

const windows = new Set<BrowserWindow>();
const cdp = await app.cdp();
await cdp.send('Target.setDiscoverTargets', { discover: true });

export class BrowserWindow extends EventEmitter {
  readonly webContents: DoubleWebContents;
  readonly #prepared: Promise<void>;
  readonly #session: DoubleSession;
  #visible = false;
  #minimized = false;
  #maximized = false;
  #focused = true;
  readonly #size: { readonly width: number; readonly height: number };

  constructor({ webPreferences, width, height }: WindowOptions) {
    super();
    this.#size = { width, height };
    report({ report: 'window-opened', width, height });
    const { session: chosen = session.defaultSession, preload, ...preferences } = webPreferences;
    report({ report: 'web-preferences', preferences });
    const ids = spare.shift();
    if (ids === undefined) throw new Error('the double has one window');
    this.webContents = new DoubleWebContents(cdp, ids, chosen);
    this.#session = chosen;
    this.#prepared = this.#prepare(chosen, preload);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    cdp.on(({ method, params }) => {
      if (method === 'Target.targetDestroyed' && params.targetId === ids.targetId) this.#closed();
    });
    onAct('focus', ({ isFocused }) => (this.#focused = isFocused));
    onAct('close-window', () => {
      const event = { isPrevented: false, preventDefault: () => (event.isPrevented = true) };
      this.emit('close', event);
      if (!event.isPrevented) void cdp.send('Target.closeTarget', { targetId: ids.targetId });
    });
    windows.add(this);
  }

  async loadURL(url: string): Promise<void> {
    await this.#prepared;
    const permissions = this.#session.granted(url);
    await cdp.send('Browser.grantPermissions', { permissions, browserContextId: app.contextId });
    await this.webContents.load(url);
  }

  show(): void {
    this.#visible = true;
    report({ report: 'window-visible', isVisible: true });
    this.emit('show');
  }

  hide(): void {
    this.#visible = false;
    report({ report: 'window-visible', isVisible: false });
  }

  isFocused(): boolean {
    return this.#focused && this.#visible;
  }

  maximize(): void {
    this.#maximized = true;
    report({ report: 'window-maximized' });
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  getNormalBounds(): object {
    return { x: 10, y: 20, ...this.#size };
  }

  setContentProtection(isOn: boolean): void {
    report({ report: 'content-protection', isOn });
  }

  focus(): void {
    report({ report: 'window-focused' });
  }

  restore(): void {
    this.#minimized = false;
  }

  minimize(): void {
    this.#minimized = true;
  }

  isMinimized(): boolean {
    return this.#minimized;
  }

  isVisible(): boolean {
    return this.#visible;
  }

  async #prepare(chosen: DoubleSession, preload: string): Promise<void> {
    await this.webContents.prepare(preload);
    await followDownloads(cdp, chosen);
  }

  #closed(): void {
    windows.delete(this);
    this.webContents.destroyed();
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
  }
}

/** A page made beforehand: Electron's constructor is synchronous, and Chromium's answers are not. */
const spare = [await openPage()];

async function openPage(): Promise<{ targetId: string; sessionId: string }> {
  const targetId = process.env.ELECTRON_DOUBLE_TARGET ?? (await createTarget());
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true });
  return { targetId: String(targetId), sessionId: String(sessionId) };
}

async function createTarget(): Promise<unknown> {
  const place = { url: 'about:blank', browserContextId: app.contextId };
  return (await cdp.send('Target.createTarget', place)).targetId;
}
