// A small client on packages/wire for tests: one connection, over TLS or straight into a relay core.
import { createHash, randomBytes, type X509Certificate } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import { decode, encode } from '@hushroom/codec';
import {
  CHANNEL_BINDING_BYTES,
  CHANNEL_BINDING_LABEL,
  parseAddress,
  RelayError,
  relayFrame,
  REPLY_TYPES,
  requestFrame,
  SUBPROTOCOL,
  type Push,
  type PushType,
  type RelayFrame,
  type Reply,
  type ReplyOf,
  type Request,
  type RequestType,
} from '@hushroom/wire';
import { WebSocket, type ClientOptions } from 'ws';
import type { CloseReason, Relay } from '../src/index.ts';

type PushOf<T extends PushType> = Extract<Push, { type: T }>;
type ReplyTo<T extends RequestType> = ReplyOf<(typeof REPLY_TYPES)[T]>;

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/** How the two ends of a link in this process hold each other up. */
export class Flow {
  /** Set by the test: the client reads nothing for now. */
  isCongested = false;
  /** Set by the relay: it reads nothing for now. */
  isPaused = false;
  /** The client reads again. */
  drained: () => void = () => undefined;
}

export class TestClient {
  /** Pushes that came and were not taken. */
  readonly pushes: Push[] = [];
  /** Resolves with the reason when the connection is over. */
  readonly closed: Promise<string>;
  readonly #send: (frame: Uint8Array) => void;
  readonly #close: () => void;
  readonly #waiting = new Map<number, Waiting>();
  #pushWaiting: { type: PushType; resolve: (push: Push) => void }[] = [];
  #nextId = 1;
  #endWith: (reason: string) => void = () => undefined;
  #hasEnded = false;

  /** What this end exports from its connection. */
  readonly channelBinding: Uint8Array;

  private constructor(channelBinding: Uint8Array, send: (frame: Uint8Array) => void, close: () => void) {
    this.channelBinding = channelBinding;
    this.#send = send;
    this.#close = close;
    this.closed = new Promise((resolve) => {
      this.#endWith = resolve;
    });
  }

  /** Connects over TLS and checks the chain against the relay id in the address, as every client must. */
  static async connect(address: string): Promise<TestClient> {
    return TestClient.over(await openWebSocket(address));
  }

  /** Speaks over a WebSocket that is open. */
  static over(webSocket: WebSocket): TestClient {
    const client = new TestClient(
      channelBindingOf(webSocket),
      (frame) => {
        webSocket.send(frame);
      },
      () => {
        webSocket.terminate();
      },
    );
    webSocket.on('message', (data: Buffer) => {
      client.#receive(data);
    });
    webSocket.on('error', () => undefined);
    webSocket.on('close', (_code, reason) => {
      client.#end(reason.toString() || 'closed');
    });
    return client;
  }

  /** Connects to a relay core in this process. Frames are delivered in the same turn. */
  static attach(relay: Relay, address = 'test', flow = new Flow()): TestClient {
    const link = {
      address,
      channelBinding: new Uint8Array(randomBytes(CHANNEL_BINDING_BYTES)),
      get isCongested() {
        return flow.isCongested;
      },
      pause: () => {
        flow.isPaused = true;
      },
      resume: () => {
        flow.isPaused = false;
      },
      send: (frame: Uint8Array) => {
        client.#receive(frame);
      },
      close: (reason: CloseReason) => {
        client.#end(reason);
      },
    };
    const connection = relay.connect(link);
    flow.drained = () => {
      flow.isCongested = false;
      connection.drained();
    };
    const client: TestClient = new TestClient(
      link.channelBinding,
      (frame) => {
        connection.receive(frame);
      },
      () => {
        connection.close();
        client.#end('closed');
      },
    );
    return client;
  }

  /** Sends a request; resolves with its reply, rejects with RelayError or when the connection ends. */
  request<T extends RequestType>(request: Extract<Request, { type: T }>): Promise<ReplyTo<T>> {
    if (this.#hasEnded) return Promise.reject(new Error('connection ended'));
    const id = this.#nextId++;
    return new Promise<Reply>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send(encode(requestFrame, { id, request }));
    }).then((reply) => {
      if (reply.type === 'error') throw new RelayError(reply.code, reply.detail);
      if (reply.type !== REPLY_TYPES[request.type]) throw new Error(`a ${reply.type} reply`);
      return reply as ReplyTo<T>;
    });
  }

  /** The code that a request is refused with. Throws if it is not refused. */
  async refusal(request: Request): Promise<string> {
    try {
      await this.request(request);
    } catch (error) {
      if (error instanceof RelayError) return error.code;
      throw error;
    }
    throw new Error('the request was not refused');
  }

  /** Sends bytes as they are. */
  sendRaw(frame: Uint8Array): void {
    this.#send(frame);
  }

  /** Waits for a reply to a frame sent raw under this id. */
  replyTo(id: number): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
  }

  /** Takes the next push of a type, in the order in which they came. */
  push<T extends PushType>(type: T): Promise<PushOf<T>> {
    const index = this.pushes.findIndex((push) => push.type === type);
    const [found] = index < 0 ? [] : this.pushes.splice(index, 1);
    if (found !== undefined) return Promise.resolve(found as PushOf<T>);
    return new Promise((resolve) => {
      this.#pushWaiting.push({ type, resolve: resolve as (push: Push) => void });
    });
  }

  close(): void {
    this.#close();
  }

  #receive(bytes: Uint8Array): void {
    const frame: RelayFrame = decode(relayFrame, bytes);
    if ('push' in frame) {
      const index = this.#pushWaiting.findIndex(({ type }) => type === frame.push.type);
      const [waiting] = index < 0 ? [] : this.#pushWaiting.splice(index, 1);
      if (waiting === undefined) this.pushes.push(frame.push);
      else waiting.resolve(frame.push);
      return;
    }
    const waiting = this.#waiting.get(frame.id);
    this.#waiting.delete(frame.id);
    waiting?.resolve(frame.reply);
  }

  #end(reason: string): void {
    this.#hasEnded = true;
    this.#endWith(reason);
    for (const { reject } of this.#waiting.values()) reject(new Error(`connection ended: ${reason}`));
    this.#waiting.clear();
  }
}

/** What the TLS connection under an open WebSocket exports. */
function channelBindingOf(webSocket: WebSocket): Uint8Array {
  const socket = socketsOf.get(webSocket);
  if (socket === undefined) throw new Error('not opened here');
  return socket.exportKeyingMaterial(CHANNEL_BINDING_BYTES, CHANNEL_BINDING_LABEL, Buffer.alloc(0));
}

const socketsOf = new WeakMap<WebSocket, TLSSocket>();

/** Opens a WebSocket whose certificate chain ends in the CA key of the address. */
export async function openWebSocket(address: string, options: ClientOptions = {}): Promise<WebSocket> {
  const { host, port, relayId } = parseAddress(address);
  const webSocket = new WebSocket(`wss://${host.includes(':') ? `[${host}]` : host}:${port}/`, SUBPROTOCOL, {
    // The chain is checked below, against the relay id alone.
    rejectUnauthorized: false,
    perMessageDeflate: false,
    ...options,
  });
  await new Promise<void>((resolve, reject) => {
    webSocket.once('error', reject);
    webSocket.once('upgrade', (response) => {
      if (response.socket instanceof TLSSocket) socketsOf.set(webSocket, response.socket);
      const ca = caOf(response.socket);
      const found = createHash('sha256')
        .update(ca.publicKey.export({ format: 'der', type: 'spki' }))
        .digest();
      if (relayId === null || !found.equals(relayId))
        reject(new Error('the CA is not the one in the address'));
    });
    webSocket.once('open', resolve);
  });
  return webSocket;
}

/** The CA certificate that signed the certificate shown on this socket. Throws if the chain does not hold. */
function caOf(socket: unknown): X509Certificate {
  const online = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  const ca = online?.issuerCertificate;
  if (online === undefined || ca === undefined || !online.verify(ca.publicKey)) {
    throw new Error('the chain does not hold');
  }
  return ca;
}
