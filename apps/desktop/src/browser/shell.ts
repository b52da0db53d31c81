// The browser shell's server: the interface and its one channel, on 127.0.0.1 and for one origin.
// Everything on this computer can connect to the port, and any web page can make a browser do so: hence the checks here.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { WebSocketServer } from 'ws';
import type { Broker } from '../shell/broker.ts';
import { Credentials } from './credentials.ts';
import { responseHeaders } from '../shell/headers.ts';
import { HEADER_BYTES_MAX, SOCKET_MESSAGE_BYTES_MAX, SOCKETS_MAX, STREAMS_MAX } from './limits.ts';
import { servePage } from './page-socket.ts';
import { streamFile, ticketOf } from '../shell/file-streams.ts';
import type { RendererFile, RendererFiles } from '../shell/renderer-files.ts';

/** Where pages open their WebSocket. */
const CHANNEL_PATH = '/channel';

export interface BrowserShellOptions {
  readonly broker: Broker;
  readonly files: RendererFiles;
  readonly credentials?: Credentials;
  /** Where to listen if that is free: a browser remembers what a page may do, such as notify, by the port. */
  readonly port?: number | null;
}

/** A listening browser shell. */
export class BrowserShell {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly #server: Server;
  readonly #credentials: Credentials;
  readonly #broker: Broker;
  /** Streams of files under way. */
  #streams = 0;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: SOCKET_MESSAGE_BYTES_MAX,
    perMessageDeflate: false,
  });

  private constructor(server: Server, credentials: Credentials, broker: Broker) {
    this.#server = server;
    this.#broker = broker;
    this.#credentials = credentials;
    this.origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  }

  /** Listens on the port that is wished for, or else on one that is free. */
  static async start({
    broker,
    files,
    credentials = new Credentials(),
    port = null,
  }: BrowserShellOptions): Promise<BrowserShell> {
    const server = createServer({
      maxHeaderSize: HEADER_BYTES_MAX,
      // A file of 2 GiB takes as long as the page takes to read it.
      requestTimeout: 0,
    });
    if (port === null || !(await listens(server, port))) await listens(server, 0);
    const shell = new BrowserShell(server, credentials, broker);
    server.on('request', (request, response) => void shell.#serve(files, request, response));
    server.on('upgrade', (request, socket, head) => {
      shell.#upgrade(broker, request, socket, head);
    });
    return shell;
  }

  get port(): number {
    return Number(new URL(this.origin).port);
  }

  /** A link that lets one tab in, once, within 60 seconds. The fragment is never sent over the network. */
  freshLink(): string {
    return `${this.origin}/#${this.#credentials.issueToken()}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(files: RendererFiles, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const channel = this.origin.replace('http:', 'ws:') + CHANNEL_PATH;
    const headers = responseHeaders(`${channel} ${this.origin}/file/`);
    const refuse = (status: number): void => {
      response.writeHead(status, { ...headers, 'Content-Type': 'text/plain' }).end();
    };
    const ticket = ticketOf(request.url ?? '');
    // A name that a hostile page made point to 127.0.0.1 arrives with that name.
    if (!this.#hostIsOurs(request)) refuse(421);
    else if (ticket !== null) await this.#stream(ticket, { request, response, headers });
    else if (request.method !== 'GET' && request.method !== 'HEAD') refuse(405);
    else if (!mayLoad(request)) refuse(403);
    else {
      let file: RendererFile | null;
      try {
        file = await files.read(request.url ?? '');
      } catch {
        // Gone since it was listed, as where the interface is built anew: no reason to end for who has it open.
        refuse(500);
        return;
      }
      if (file === null) refuse(404);
      else {
        response.writeHead(200, {
          ...headers,
          'Content-Type': file.type,
          'Content-Length': file.bytes.length,
        });
        response.end(request.method === 'HEAD' ? undefined : file.bytes);
      }
    }
  }

  /** Passes the bytes of a file on, for our own page alone: the ticket is what lets it, and other pages cannot try any. */
  async #stream(
    ticket: string,
    {
      request,
      response,
      headers,
    }: { request: IncomingMessage; response: ServerResponse; headers: Readonly<Record<string, string>> },
  ): Promise<void> {
    const isPost = request.method === 'POST';
    const isOurs = isPost
      ? request.headers.origin === this.origin
      : request.method === 'GET' && (request.headers['sec-fetch-site'] ?? 'same-origin') === 'same-origin';
    if (!isOurs || this.#streams >= STREAMS_MAX) {
      response.writeHead(isOurs ? 503 : 403, headers).end();
      return;
    }
    this.#streams += 1;
    try {
      const body = isPost ? request : null;
      const answer = await streamFile(this.#broker.files, { ticket, body });
      response.writeHead(answer.status, { ...headers, ...answer.headers });
      await pipeline(answer.body, response);
    } catch {
      if (response.headersSent) response.destroy();
      else response.writeHead(502, headers).end();
    } finally {
      this.#streams -= 1;
    }
  }

  #upgrade(broker: Broker, request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const allowed =
      request.url === CHANNEL_PATH &&
      this.#hostIsOurs(request) &&
      request.headers.origin === this.origin &&
      this.#sockets.clients.size < SOCKETS_MAX;
    if (!allowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      servePage(webSocket, { broker, credentials: this.#credentials, origin: this.origin });
    });
  }

  #hostIsOurs(request: IncomingMessage): boolean {
    return request.headers.host === this.origin.slice('http://'.length);
  }
}

/** False if the port is not to be had. Rejects where none is. */
function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => {
      if (port === 0) reject(error);
      else resolve(false);
    };
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      resolve(true);
    });
  });
}

/** False where a browser says that another site's page asks for a file; opening the page itself from elsewhere is what links do. */
function mayLoad(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  return request.headers['sec-fetch-mode'] === 'navigate' && request.headers['sec-fetch-dest'] === 'document';
}
