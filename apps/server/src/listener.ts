// The listening socket: TLS 1.3, one path with one WebSocket subprotocol, and blobs beside it. Everything else is refused
// before the relay hears of it.
import { createServer, type Server } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { FRAME_BYTES_MAX, SUBPROTOCOL } from '@hushroom/wire';
import { WebSocketServer } from 'ws';
import { BlobHttp } from './blob/blob-http.ts';
import type { Clock } from './clock.ts';
import { Connection } from './connection.ts';
import { StartError } from './error.ts';
import type { RelayLimits } from './limits.ts';
import { Admission, limitedAddress } from './policies/admission.ts';
import type { Relay } from './relay.ts';
import type { OnlineCertificate } from './tls/identity.ts';

/** Room for the headers of one WebSocket handshake. */
const HEADER_BYTES_MAX = 8 * 1024;

interface ListenerOptions {
  readonly relay: Relay;
  readonly clock: Clock;
  readonly limits: RelayLimits;
  readonly certificate: OnlineCertificate;
  readonly onFault: (error: unknown) => void;
}

export class Listener {
  readonly #options: ListenerOptions;
  readonly #server: Server;
  readonly #webSockets: WebSocketServer;
  readonly #admission: Admission;
  /** Every TCP connection, in whatever state. */
  readonly #sockets = new Set<Socket>();

  constructor(options: ListenerOptions) {
    this.#options = options;
    const { limits, clock, certificate, relay, onFault } = options;
    const blobs = new BlobHttp({ blobs: relay.blobs, clock, limits, onFault });
    this.#admission = new Admission(limits, clock);
    this.#webSockets = new WebSocketServer({
      noServer: true,
      maxPayload: FRAME_BYTES_MAX,
      perMessageDeflate: false,
      clientTracking: false,
      handleProtocols: () => SUBPROTOCOL,
    });
    this.#server = createServer(
      {
        ...certificate,
        minVersion: 'TLSv1.3',
        ALPNProtocols: ['http/1.1'],
        handshakeTimeout: limits.handshakeMs,
        // Bodies of blobs take their time: BlobHttp sees to it that they move.
        requestTimeout: 0,
        headersTimeout: limits.handshakeMs,
        connectionsCheckingInterval: limits.handshakeMs,
        maxHeaderSize: HEADER_BYTES_MAX,
        keepAlive: true,
        noDelay: true,
      },
      (request, response) => {
        if (blobs.serve(request, response)) return;
        // RFC 9110 §15.5.22: beside blobs this port speaks WebSocket only.
        response.writeHead(426, { connection: 'close', upgrade: 'websocket' }).end();
      },
    );
    this.#limitConnections();
    this.#server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (socket instanceof TLSSocket) this.#upgrade(request, socket, head);
      else socket.destroy();
    });
    // A failed TLS handshake is the peer's affair.
    this.#server.on('tlsClientError', (_error, socket) => {
      socket.destroy();
    });
  }

  /** Binds to an address; returns the port. Throws {@link StartError} `port-taken` or `host-unavailable`. */
  async listen(host: string, port: number): Promise<number> {
    const server = this.#server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => {
        reject(listenError(error, port));
      });
      server.listen(port, host, () => {
        server.removeAllListeners('error');
        resolve();
      });
    });
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  /** Shows another certificate to those who connect from now on. */
  renew(certificate: OnlineCertificate): void {
    this.#server.setSecureContext({ ...certificate, minVersion: 'TLSv1.3' });
  }

  /** Takes no more connections; resolves when the last one has closed. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
      this.#server.closeIdleConnections();
    });
  }

  /** Ends every connection that is left. */
  destroyConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #limitConnections(): void {
    // Counted from the TCP connection on, so that unfinished handshakes count too.
    this.#server.on('connection', (socket: Socket) => {
      const address = limitedAddress(socket.remoteAddress ?? '');
      if (!this.#admission.enter(address)) {
        socket.destroy();
        return;
      }
      this.#sockets.add(socket);
      socket.once('close', () => {
        this.#sockets.delete(socket);
        this.#admission.leave(address);
      });
    });
  }

  #upgrade(request: IncomingMessage, socket: TLSSocket, head: Buffer): void {
    // A peer that resets here is gone; without a listener its error would end the process.
    socket.on('error', () => undefined);
    const refusal = refusalOf(request);
    if (refusal !== null) {
      socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const { relay, clock, limits } = this.#options;
    const address = limitedAddress(socket.remoteAddress ?? '');
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      new Connection(webSocket, { socket, address, clock, limits }).start(relay);
    });
  }
}

/** The status line for a request that is not for the relay; null for one that is. */
function refusalOf(request: IncomingMessage): string | null {
  if (request.url !== '/') return '404 Not Found';
  const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  return protocols.includes(SUBPROTOCOL) ? null : '400 Bad Request';
}

function listenError(error: Error, port: number): StartError {
  if ('code' in error && error.code === 'EADDRINUSE') {
    return new StartError('port-taken', `port ${port} is taken by another program`, error);
  }
  return new StartError('host-unavailable', 'this address cannot be listened on', error);
}
