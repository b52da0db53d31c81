// One WebSocket: frames in, frames out, and what bounds both. A peer that does not read is dropped, never waited for.
import type { TLSSocket } from 'node:tls';
import { CHANNEL_BINDING_BYTES, CHANNEL_BINDING_LABEL } from '@hushroom/wire';
import type { RawData, WebSocket } from 'ws';
import type { Cancel, Clock } from './clock.ts';
import type { RelayLimits } from './limits.ts';
import type { RelayConnection } from './relay.ts';
import type { CloseReason, Link } from './session.ts';

// RFC 6455 §7.4.1, and the private range of §7.4.2 for what has no code there.
const CLOSE_GOING_AWAY = 1001;
const CLOSE_UNSUPPORTED_DATA = 1003;
const CLOSE_REFUSED = 4000;
/** How long a peer may take to answer a close frame before its socket is destroyed. */
const CLOSE_MS = 2000;

interface ConnectionOptions {
  readonly socket: TLSSocket;
  readonly address: string;
  readonly clock: Clock;
  readonly limits: RelayLimits;
}

/** Joins a WebSocket to the relay. It lives until the socket closes. */
export class Connection implements Link {
  readonly address: string;
  readonly channelBinding: Uint8Array;
  readonly #webSocket: WebSocket;
  readonly #options: ConnectionOptions;
  #cancelPing: Cancel = () => undefined;
  #cancelClose: Cancel = () => undefined;
  #heard = true;
  #corked = false;
  #wasCongested = false;
  #peer: RelayConnection | null = null;

  /** Throws where the TLS connection exports nothing. */
  constructor(webSocket: WebSocket, options: ConnectionOptions) {
    this.#webSocket = webSocket;
    this.#options = options;
    this.address = options.address;
    // RFC 9266 §4.2: no context.
    this.channelBinding = options.socket.exportKeyingMaterial(
      CHANNEL_BINDING_BYTES,
      CHANNEL_BINDING_LABEL,
      Buffer.alloc(0),
    );
  }

  /** Begins to pass frames on. */
  start(relay: { connect(link: Link): RelayConnection }): void {
    const peer = relay.connect(this);
    const webSocket = this.#webSocket;
    webSocket.on('message', (data, isBinary) => {
      this.#heard = true;
      if (isBinary) peer.receive(bytesOf(data));
      else webSocket.close(CLOSE_UNSUPPORTED_DATA, 'binary frames only');
    });
    webSocket.on('pong', () => {
      this.#heard = true;
    });
    // ws reports what breaks RFC 6455 or the size limit and closes by itself; `close` follows.
    webSocket.on('error', () => undefined);
    webSocket.on('close', () => {
      this.#cancelPing();
      this.#cancelClose();
      peer.close();
    });
    this.#peer = peer;
    this.#limitLogin(peer);
    this.#schedulePing();
  }

  get isCongested(): boolean {
    return this.#webSocket.bufferedAmount > this.#options.limits.outputBytesHigh;
  }

  pause(): void {
    this.#webSocket.pause();
  }

  resume(): void {
    this.#heard = true;
    this.#webSocket.resume();
  }

  send(frame: Uint8Array): void {
    const webSocket = this.#webSocket;
    if (webSocket.readyState !== webSocket.OPEN) return;
    if (webSocket.bufferedAmount + frame.length > this.#options.limits.outputBytesMax) {
      webSocket.terminate();
      return;
    }
    this.#cork();
    webSocket.send(frame, () => {
      // Its pongs are not read either: that it reads is the sign of life.
      if (webSocket.isPaused) this.#heard = true;
      if (this.#wasCongested && !this.isCongested) {
        this.#wasCongested = false;
        this.#peer?.drained();
      }
    });
    this.#wasCongested ||= this.isCongested;
  }

  close(reason: CloseReason): void {
    const code = reason === 'shutting-down' ? CLOSE_GOING_AWAY : CLOSE_REFUSED;
    this.#webSocket.close(code, reason);
    // Its own close frame stands behind what was not read.
    this.#webSocket.resume();
    this.#cancelClose = this.#options.clock.after(CLOSE_MS, () => {
      this.#webSocket.terminate();
    });
  }

  /** Strangers get little memory: the size limit of frames is for those who have logged in. */
  #limitLogin(peer: RelayConnection): void {
    const { socket, limits } = this.#options;
    let received = 0;
    const count = (chunk: Uint8Array): void => {
      received += chunk.length;
      if (peer.isLoggedIn()) socket.off('data', count);
      else if (received > limits.loginBytesMax) this.#webSocket.terminate();
    };
    socket.on('data', count);
  }

  /** Frames of one turn of the event loop leave in as few TLS records and system calls as fit. */
  #cork(): void {
    if (this.#corked) return;
    this.#corked = true;
    const { socket } = this.#options;
    socket.cork();
    process.nextTick(() => {
      this.#corked = false;
      socket.uncork();
    });
  }

  #schedulePing(): void {
    this.#cancelPing = this.#options.clock.after(this.#options.limits.pingMs, () => {
      if (!this.#heard) {
        this.#webSocket.terminate();
        return;
      }
      this.#heard = false;
      this.#webSocket.ping();
      this.#schedulePing();
    });
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
