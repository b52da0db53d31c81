// A connection to Chromium's DevTools protocol, with all its targets in one ("flat" sessions).

export type Params = Readonly<Record<string, unknown>>;

export interface CdpEvent {
  readonly method: string;
  readonly params: Params;
  /** The target's session; undefined for the browser itself. */
  readonly sessionId?: string;
}

interface Answer {
  readonly id?: number;
  readonly result?: Params;
  readonly error?: { readonly message: string };
}

export class Cdp {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<
    number,
    { resolve: (result: Params) => void; reject: (error: Error) => void }
  >();
  readonly #listeners = new Set<(event: CdpEvent) => void>();
  #nextId = 1;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      this.#receive(JSON.parse(String(data)) as Answer & CdpEvent);
    };
    socket.onclose = () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Chromium is gone'));
      this.#waiting.clear();
    };
  }

  /** `url` is the browser's WebSocket address. */
  static connect(url: string): Promise<Cdp> {
    const socket = new WebSocket(url);
    return new Promise((resolve, reject) => {
      socket.onopen = () => {
        resolve(new Cdp(socket));
      };
      socket.onerror = () => {
        reject(new Error('no connection to Chromium'));
      };
    });
  }

  /** Rejects with Chromium's words if it refuses. */
  send(method: string, params: Params = {}, sessionId?: string): Promise<Params> {
    const id = this.#nextId++;
    this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {
        resolve,
        reject: (error) => {
          reject(new Error(`${method}: ${error.message}`));
        },
      });
    });
  }

  on(listener: (event: CdpEvent) => void): void {
    this.#listeners.add(listener);
  }

  #receive(message: Answer & CdpEvent): void {
    if (message.id === undefined) {
      for (const listener of this.#listeners) listener(message);
      return;
    }
    const call = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error !== undefined) call?.reject(new Error(message.error.message));
    else call?.resolve(message.result ?? {});
  }
}
