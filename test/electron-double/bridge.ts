// What the double puts into a page: contextBridge and ipcRenderer for the preload's isolated world, and the far end of
// contextBridge in the page's own world. The functions here run in the page, so each stands alone and is sent as text.

/** Name of the isolated world, and of the binding in it that leads to the main process. */
export const WORLD = 'electron-preload';
export const BINDING = 'electronDoubleSend';

// The part of the page's globals that is used here; the rest of the project's tests has no page.
declare function dispatchEvent(event: Event): boolean;
declare function addEventListener(
  name: string,
  listener: (event: Event & { readonly isTrusted: boolean }) => void,
  isCapture?: boolean,
): void;
interface Constraints {
  readonly audio?: unknown;
  readonly video?: unknown;
}
declare const MediaDevices: { prototype: { getUserMedia(of: Constraints): Promise<object> } };

/** The exposed names and the values of both worlds travel as JSON in the detail of events, functions as numbers. */
interface BridgeEnd {
  readonly send: (message: object) => void;
  readonly pack: (value: unknown) => unknown;
  readonly unpack: (value: unknown) => unknown;
  onExpose: (name: string, value: unknown) => void;
  onHello: () => void;
}

interface Packed {
  readonly fn?: number;
  readonly list?: unknown[];
  readonly record?: Record<string, unknown>;
  readonly value?: unknown;
}

interface BridgeMessage {
  readonly kind: 'hello' | 'expose' | 'call' | 'returned' | 'settled';
  readonly name?: string;
  readonly fn?: number;
  readonly call?: number;
  readonly ok?: boolean;
  readonly pending?: boolean;
  readonly value?: unknown;
}

/** One end of the bridge between the two worlds of a page; both ends are the same. */
function bridgeEnd(outgoing: string, incoming: string): BridgeEnd {
  const functions: ((...args: unknown[]) => unknown)[] = [];
  const returned = new Map<number, BridgeMessage>();
  const settling = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let calls = 0;

  const end: BridgeEnd = {
    send: (message) => {
      dispatchEvent(new CustomEvent(outgoing, { detail: JSON.stringify(message) }));
    },
    pack: (value) => {
      if (typeof value === 'function') return { fn: functions.push(value as () => unknown) - 1 };
      if (Array.isArray(value)) return { list: value.map(end.pack) };
      if (typeof value !== 'object' || value === null) return { value };
      return { record: Object.fromEntries(Object.entries(value).map(([key, of]) => [key, end.pack(of)])) };
    },
    unpack: (packed) => {
      const { fn, list, record, value } = packed as Packed;
      if (fn !== undefined) return (...args: unknown[]) => callFar(fn, args);
      if (list !== undefined) return Object.freeze(list.map(end.unpack));
      if (record === undefined) return value;
      return Object.freeze(
        Object.fromEntries(Object.entries(record).map(([key, of]) => [key, end.unpack(of)])),
      );
    },
    onExpose: () => undefined,
    onHello: () => undefined,
  };

  const callFar = (fn: number, args: unknown[]): unknown => {
    const call = calls++;
    end.send({ kind: 'call', fn, call, value: end.pack(args) });
    // Events are synchronous: the far end has answered by now, if only that a promise is pending.
    const answer = returned.get(call);
    returned.delete(call);
    if (answer?.pending === true) {
      return new Promise((resolve, reject) => {
        settling.set(call, { resolve, reject });
      });
    }
    if (answer?.ok !== true) throw new Error(String(answer?.value));
    return end.unpack(answer.value);
  };

  const answerCall = ({ fn, call, value }: BridgeMessage): void => {
    const said = (kind: string, ok: boolean, of: unknown): void => {
      end.send({ kind, call, ok, value: ok ? end.pack(of) : String(of) });
    };
    try {
      const result = functions[fn ?? -1]?.(...(end.unpack(value) as unknown[]));
      if (result instanceof Promise) {
        end.send({ kind: 'returned', call, pending: true });
        result.then(
          (of) => {
            said('settled', true, of);
          },
          (error: unknown) => {
            said('settled', false, error);
          },
        );
      } else said('returned', true, result);
    } catch (error) {
      said('returned', false, error);
    }
  };

  addEventListener(incoming, (event) => {
    const message = JSON.parse((event as CustomEvent<string>).detail) as BridgeMessage;
    if (message.kind === 'hello') end.onHello();
    else if (message.kind === 'expose') end.onExpose(message.name ?? '', end.unpack(message.value));
    else if (message.kind === 'call') answerCall(message);
    else if (message.kind === 'returned') returned.set(message.call ?? -1, message);
    else {
      const waiting = settling.get(message.call ?? -1);
      settling.delete(message.call ?? -1);
      if (message.ok === true) waiting?.resolve(end.unpack(message.value));
      else waiting?.reject(new Error(String(message.value)));
    }
  });
  return end;
}

/** The page's own world: makes what the preload exposes, as read-only as Electron makes it. */
function pageWorld(end: BridgeEnd): void {
  end.onExpose = (name, value) => {
    if (name === 'media permission') askFirst(value as () => Promise<boolean>);
    else
      Object.defineProperty(globalThis, name, {
        value,
        writable: false,
        configurable: false,
        enumerable: true,
      });
  };

  /** Chromium grants camera and microphone for good; Electron asks its app each time. */
  const askFirst = (mayUse: () => Promise<boolean>): void => {
    const { prototype } = MediaDevices;
    const { getUserMedia } = prototype;
    prototype.getUserMedia = async function (constraints) {
      if (await mayUse()) return getUserMedia.call(this, constraints);
      throw new DOMException('Permission denied', 'NotAllowedError');
    };
  };

  // The protocol that hands requests to the double leaves out the bytes of files.
  const send = globalThis.fetch.bind(globalThis);
  globalThis.fetch = async (input, init) =>
    send(input, init?.body instanceof Blob ? { ...init, body: await init.body.arrayBuffer() } : init);
  end.send({ kind: 'hello' });
}

interface RendererElectron {
  readonly electron: object;
  /** Hands over an answer or a message of the main process. */
  readonly deliver: (json: string) => void;
}

/** The preload's world: the part of the electron module that a sandboxed preload has. */
function preloadWorld(end: BridgeEnd, toMain: (json: string) => void): RendererElectron {
  type Listener = (event: object, ...args: unknown[]) => void;
  const invoking = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Listener[]>();
  const exposed: { name: string; value: unknown }[] = [];
  let invocations = 0;

  const expose = ({ name, value }: { name: string; value: unknown }): void => {
    end.send({ kind: 'expose', name, value: end.pack(value) });
  };
  // Whichever world starts first: the page's says hello once it can listen.
  end.onHello = () => {
    exposed.splice(0).forEach(expose);
  };
  const exposeInMainWorld = (name: string, value: unknown): void => {
    exposed.push({ name, value });
    expose({ name, value });
  };
  const listenersOf = (channel: string): Listener[] => listeners.get(channel) ?? [];
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = invocations++;
        invoking.set(id, { resolve, reject });
        toMain(JSON.stringify({ kind: 'invoke', id, channel, args }));
      }),
    send: (channel: string, ...args: unknown[]) => {
      toMain(JSON.stringify({ kind: 'send', channel, args }));
    },
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...listenersOf(channel), listener]);
      return ipcRenderer;
    },
    off: (channel: string, listener: Listener) => {
      listeners.set(
        channel,
        listenersOf(channel).filter((other) => other !== listener),
      );
      return ipcRenderer;
    },
  };
  const mayUseMedia = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = invocations++;
      invoking.set(id, { resolve, reject });
      toMain(JSON.stringify({ kind: 'media', id }));
    });
  exposeInMainWorld('media permission', mayUseMedia);
  // What the system tells Electron of keys and buttons. What a script makes up is not trusted, and no event of the system.
  for (const [name, type] of [
    ['mousedown', 'mouseDown'],
    ['keydown', 'keyDown'],
  ] as const) {
    const pressed = ({ isTrusted }: { readonly isTrusted: boolean }): void => {
      if (isTrusted) toMain(JSON.stringify({ kind: 'input', type }));
    };
    addEventListener(name, pressed, true);
  }
  return {
    electron: { contextBridge: { exposeInMainWorld }, ipcRenderer },
    deliver: (json) => {
      const message = JSON.parse(json) as { id?: number; ok?: boolean; channel?: string; value: unknown };
      if (message.id === undefined) {
        const args = message.value as unknown[];
        for (const listener of listenersOf(message.channel ?? '')) listener({}, ...args);
        return;
      }
      const waiting = invoking.get(message.id);
      invoking.delete(message.id);
      if (message.ok === true) waiting?.resolve(message.value);
      else waiting?.reject(new Error(String(message.value)));
    },
  };
}

/** Script for the page's world, to run before any of the page's own. */
export function pageScript(): string {
  return `if (top === window) (${String(pageWorld)})((${String(bridgeEnd)})('double-to-preload', 'double-to-page'));`;
}

/** Script for the isolated world: defines `electronDoubleDeliver` and runs the preload, given as its CommonJS text. */
export function preloadScript(preload: string): string {
  return `if (top === window) {
    const double = (${String(preloadWorld)})(
      (${String(bridgeEnd)})('double-to-page', 'double-to-preload'), (json) => ${BINDING}(json));
    globalThis.electronDoubleDeliver = double.deliver;
    const require = (name) => {
      if (name === 'electron') return double.electron;
      throw new Error('module not found: ' + name);
    };
    ((require, module, exports) => {${preload}\n})(require, { exports: {} }, {});
  }`;
}
