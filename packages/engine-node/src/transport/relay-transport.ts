// Connections to a relay: TLS 1.3, the relay checked before anything is said, then WebSocket frames.
import { isIP } from 'node:net';
import { connect as connectTls, getCACertificates, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { TransportError, type Connection, type ConnectionEvents, type Transport } from '@hushroom/client';
import {
  CHANNEL_BINDING_BYTES,
  CHANNEL_BINDING_LABEL,
  FRAME_BYTES_MAX,
  SUBPROTOCOL,
  type RelayAddress,
} from '@hushroom/wire';
import { WebSocket, type RawData } from 'ws';
import { checkRelayCertificate } from './relay-certificate.ts';

/** From the first packet to the end of the TLS handshake, and again to the end of the WebSocket's. */
const CONNECT_TIMEOUT_MS = 15_000;

export interface RelayTransportOptions {
  /** The computer's clock, ms since 1970: certificates are checked against it. */
  readonly now: () => number;
}

export class RelayTransport implements Transport {
  readonly #now: () => number;

  constructor(options: RelayTransportOptions) {
    this.#now = options.now;
  }

  async connect(address: RelayAddress, events: ConnectionEvents): Promise<Connection> {
    const socket = await openSocket(address, this.#now());
    try {
      return await openWebSocket(address, socket, events);
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }
}

/**
 * A TLS connection to the relay of an address, checked at the time `now`. Throws {@link TransportError}, also once `signal`
 * gives it up.
 */
export async function openSocket(
  address: RelayAddress,
  now: number,
  signal?: AbortSignal,
): Promise<TLSSocket> {
  const socket = await openTls(address, signal);
  try {
    if (address.relayId !== null) {
      checkRelayCertificate(socket.getPeerX509Certificate(), address.relayId, now);
    }
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function openTls({ host, port, relayId }: RelayAddress, signal?: AbortSignal): Promise<TLSSocket> {
  const options: ConnectionOptions = {
    host,
    port,
    minVersion: 'TLSv1.3',
    // RFC 6066 §3: a server name is a DNS name, never an IP address.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    // With a relay id the chain is checked by checkRelayCertificate instead, before a byte is sent.
    ...(relayId === null ? { ca: systemAuthorities() } : { rejectUnauthorized: false }),
  };
  return new Promise((resolve, reject) => {
    const socket = connectTls(options);
    const giveUp = (): void => {
      socket.destroy(new TransportError('relay-unreachable'));
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    // Small frames go out at once: waiting to fill packets costs a round trip per message.
    socket.setNoDelay(true);
    socket.setTimeout(CONNECT_TIMEOUT_MS, giveUp);
    /** However it ended. Until the WebSocket takes over, an error ends in its handshake's failure. */
    const settle = (): void => {
      socket.setTimeout(0);
      signal?.removeEventListener('abort', giveUp);
      socket.off('error', fail);
      socket.off('close', closed);
      socket.on('error', () => undefined);
    };
    const fail = (error: Error): void => {
      settle();
      reject(transportError(error, relayId !== null));
    };
    const closed = (): void => {
      settle();
      reject(new TransportError('relay-unreachable'));
    };
    socket.once('error', fail);
    socket.once('close', closed);
    socket.once('secureConnect', () => {
      settle();
      resolve(socket);
    });
  });
}

/** The computer's authorities, and those that NODE_EXTRA_CA_CERTS adds. Not the list that comes with Node. */
function systemAuthorities(): string[] {
  return [...getCACertificates('system'), ...getCACertificates('extra')];
}

function openWebSocket(
  { host, port }: RelayAddress,
  socket: TLSSocket,
  events: ConnectionEvents,
): Promise<Connection> {
  // Throws where the connection exports nothing: then there is no login (RFC 9266 §4.2: no context).
  const channelBinding = new Uint8Array(
    socket.exportKeyingMaterial(CHANNEL_BINDING_BYTES, CHANNEL_BINDING_LABEL, Buffer.alloc(0)),
  );
  // The scheme says ws because the socket handed over is encrypted already.
  const url = `ws://${host.includes(':') ? `[${host}]` : host}:${port}/`;
  const webSocket = new WebSocket(url, SUBPROTOCOL, {
    createConnection: () => socket,
    handshakeTimeout: CONNECT_TIMEOUT_MS,
    maxPayload: FRAME_BYTES_MAX,
    perMessageDeflate: false,
  });
  let opened = false;
  return new Promise((resolve, reject) => {
    webSocket.once('open', () => {
      opened = true;
      resolve({
        channelBinding,
        send: (frame) => {
          if (webSocket.readyState === WebSocket.OPEN) webSocket.send(frame);
        },
        close: () => {
          webSocket.terminate();
        },
      });
    });
    // An answer that is no upgrade, or for another subprotocol: the certificate holds, and a proxy or something else answers.
    webSocket.once('unexpected-response', () => {
      reject(new TransportError('relay-version'));
      webSocket.terminate();
    });
    webSocket.on('error', (error) => {
      const code = socket.destroyed ? 'relay-unreachable' : 'relay-version';
      reject(new TransportError(code, { cause: error }));
    });
    webSocket.on('message', (data, isBinary) => {
      if (isBinary) events.onFrame(frameBytes(data));
      // Text has no meaning in the protocol.
      else webSocket.terminate();
    });
    webSocket.once('close', () => {
      if (opened) events.onClose();
      else reject(new TransportError('relay-unreachable'));
    });
  });
}

/** A WebSocket of the default binary type hands over Buffers. */
function frameBytes(data: RawData): Uint8Array {
  if (!Buffer.isBuffer(data)) throw new Error('unexpected binary type');
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

const CLOCK_ERRORS: readonly string[] = ['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED'];

function transportError(error: Error, pinned: boolean): TransportError {
  if (error instanceof TransportError) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const options = { cause: error };
  if (CLOCK_ERRORS.includes(code)) return new TransportError('clock-wrong', options);
  // The other end answers, but not with TLS 1.3: it is no relay, whatever it is.
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) {
    return new TransportError(pinned ? 'relay-not-the-one' : 'relay-untrusted', options);
  }
  const network = /^(E[A-Z]+|ERR_SOCKET.*|)$/.test(code);
  return new TransportError(network ? 'relay-unreachable' : 'relay-untrusted', options);
}
