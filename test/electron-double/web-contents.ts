// `WebContents`: one page of Chromium over its DevTools protocol, with the preload, its requests and its navigations.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { fromChromium, toChromium } from './addresses.ts';
import { BINDING, pageScript, preloadScript, WORLD } from './bridge.ts';
import type { Cdp, CdpEvent, Params } from './cdp.ts';
import { invoke } from './ipc-main.ts';
import { report } from './report.ts';
import type { DoubleSession } from './session.ts';

type WindowOpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' };

interface Frame {
  readonly id: string;
  readonly parentId?: string;
  readonly url: string;
}

interface PausedRequest {
  readonly requestId: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    /** In base64. */
    readonly postDataEntries?: readonly { readonly bytes?: string }[];
  };
  readonly frameId: string;
  readonly resourceType: string;
}

export class DoubleWebContents extends EventEmitter {
  readonly targetId: string;
  readonly #cdp: Cdp;
  readonly #sessionId: string;
  readonly #session: DoubleSession;
  readonly #frames = new Map<string, Frame>();
  /** The preload's context in the top frame's current page. */
  #preloadContext: number | null = null;
  /** What loadURL asked for: the one navigation that the app is not asked about. */
  #loading: string | null = null;
  #windowOpen: WindowOpenHandler = () => ({ action: 'allow' });
  #destroyed = false;

  constructor(
    cdp: Cdp,
    ids: { readonly targetId: string; readonly sessionId: string },
    session: DoubleSession,
  ) {
    super();
    this.#cdp = cdp;
    this.targetId = ids.targetId;
    this.#sessionId = ids.sessionId;
    this.#session = session;
    cdp.on((event) => {
      this.#event(event);
    });
  }

  /** Before the first page: everything that a page must find. */
  async prepare(preload: string): Promise<void> {
    await Promise.all([
      this.#send('Page.enable'),
      this.#send('Runtime.enable'),
      this.#send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      this.#send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }),
      this.#send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript() }),
      this.#send('Page.addScriptToEvaluateOnNewDocument', {
        source: preloadScript(readFileSync(preload, 'utf8')),
        worldName: WORLD,
      }),
    ]);
  }

  async load(url: string): Promise<void> {
    this.#loading = url;
    const { errorText } = await this.#send('Page.navigate', { url: toChromium(url) });
    if (typeof errorText === 'string') throw new Error(`${errorText} loading ${url}`);
  }

  send(channel: string, ...args: unknown[]): void {
    this.#deliver({ channel, value: args });
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpen = handler;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  destroyed(): void {
    this.#destroyed = true;
    this.emit('destroyed');
  }

  #send(method: string, params: Params = {}): Promise<Params> {
    return this.#cdp.send(method, params, this.#sessionId);
  }

  /** For what may come too late: the page or the frame can be gone by the time Chromium reads it. */
  #tell(method: string, params: Params): void {
    this.#send(method, params).catch(() => undefined);
  }

  #event({ method, params, sessionId }: CdpEvent): void {
    if (sessionId !== this.#sessionId) return;
    switch (method) {
      case 'Fetch.requestPaused':
        void this.#requestPaused(params as unknown as PausedRequest);
        break;
      case 'Runtime.executionContextCreated':
        this.#contextCreated(params.context as Params);
        break;
      case 'Runtime.bindingCalled':
        void this.#fromPreload(JSON.parse(String(params.payload)) as Params);
        break;
      case 'Page.frameNavigated': {
        const frame = params.frame as Frame;
        this.#frames.set(frame.id, frame);
        if (frame.id === this.targetId) this.emit('did-navigate', {}, fromChromium(frame.url));
        break;
      }
      case 'Page.windowOpen':
        this.#asksForWindow(String(params.url));
        break;
      case 'Page.loadEventFired':
        this.emit('did-finish-load');
        break;
    }
  }

  #contextCreated(context: Params): void {
    const { frameId } = context.auxData as { frameId: string };
    // The top frame's id is the target's.
    if (context.name === WORLD && frameId === this.targetId) this.#preloadContext = context.id as number;
  }

  async #requestPaused({ requestId, request, frameId, resourceType }: PausedRequest): Promise<void> {
    const url = fromChromium(request.url);
    const fail = (errorReason: string): void => {
      this.#tell('Fetch.failRequest', { requestId, errorReason });
    };
    if (resourceType === 'Document' && !this.#mayNavigate(url, frameId)) {
      report({ report: 'navigation-prevented', url });
      fail('Aborted');
      return;
    }
    if (this.#session.cancels(url, resourceType)) {
      report({ report: 'cancelled', url });
      fail('BlockedByClient');
      return;
    }
    const sent = (request.postDataEntries ?? []).map(({ bytes }) => Buffer.from(bytes ?? '', 'base64'));
    const response = await this.#session.respond(url, request.method, Buffer.concat(sent));
    if (response === null) {
      report({ report: 'leaked', url });
      fail('AddressUnreachable');
      return;
    }
    const body = Buffer.from(await response.arrayBuffer()).toString('base64');
    // Where a policy names the scheme, the page has to find the host.
    const responseHeaders = [...response.headers].map(([name, value]) => ({
      name,
      value: value.replace(/app:\/\/[^ ;]*/g, toChromium),
    }));
    this.#tell('Fetch.fulfillRequest', { requestId, responseCode: response.status, responseHeaders, body });
  }

  #mayNavigate(url: string, frameId: string): boolean {
    const isTop = frameId === this.targetId;
    if (isTop && url === this.#loading) {
      this.#loading = null;
      return true;
    }
    let prevented = false;
    const event = { url, isMainFrame: isTop, preventDefault: () => (prevented = true) };
    this.emit('will-frame-navigate', event);
    if (isTop) this.emit('will-navigate', event);
    return !prevented;
  }

  #asksForWindow(url: string): void {
    if (this.#windowOpen({ url: fromChromium(url) }).action === 'deny')
      report({ report: 'window-denied', url });
  }

  async #fromPreload({ kind, id, channel, args, type }: Params): Promise<void> {
    const top = this.#frames.get(this.targetId);
    const url = fromChromium(top?.url ?? '');
    if (kind === 'input') this.emit('input-event', {}, { type });
    if (kind === 'media') this.#deliver({ id, ok: true, value: this.#session.mayUseMedia(this, url) });
    if (kind !== 'invoke') return;
    try {
      const value = await invoke(
        String(channel),
        { sender: this, senderFrame: { url, parent: null } },
        args as unknown[],
      );
      this.#deliver({ id, ok: true, value });
    } catch (error) {
      this.#deliver({ id, ok: false, value: String(error) });
    }
  }

  #deliver(message: Params): void {
    if (this.#preloadContext === null || this.#destroyed) return;
    const json = JSON.stringify(JSON.stringify(message));
    this.#tell('Runtime.evaluate', {
      expression: `electronDoubleDeliver(${json})`,
      contextId: this.#preloadContext,
    });
  }
}
