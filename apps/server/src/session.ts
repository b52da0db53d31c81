// One connected peer as the relay core sees it: what it has proved, what it listens to, and its requests in order.
import { CodecError, decode, encode } from '@hushroom/codec';
import {
  relayFrame,
  RelayError,
  requestFrame,
  type Push,
  type RelayErrorCode,
  type Reply,
  type Request,
  type RequestFrame,
} from '@hushroom/wire';
import { sha256 } from './bytes.ts';
import type { Cancel } from './clock.ts';
import type { Device } from './store/store.ts';

/** How the core reaches a peer: a WebSocket, or a queue of the simulation. */
export interface Link {
  /** The peer's IP address, or any name that is limited like one. */
  readonly address: string;
  /** Exported from the TLS connection (RFC 9266), 32 bytes: logins are signed over it. */
  readonly channelBinding: Uint8Array;
  /** Whether so much waits to be sent that requests should wait too; `drained` tells when that is over. */
  readonly isCongested: boolean;
  /** Leaves with the peer what it sends, as far as the link can, until `resume`. */
  pause(): void;
  resume(): void;
  /** Takes one frame; never throws, drops the connection if the peer does not read. */
  send(frame: Uint8Array): void;
  /** Ends the connection. The core calls it at most once and sends nothing after. */
  close(reason: CloseReason): void;
}

/** Why the relay ended a connection: a code from the protocol, or the plain end of one. */
export type CloseReason = RelayErrorCode | 'login-timeout' | 'replaced';

/** One log as opened on one connection. */
export interface OpenLog {
  readonly accessHash: Uint8Array;
  /** The last entry that was sent, read or pushed. */
  seq: number;
  /** Set once the token was ended. */
  endedAt: number | null;
  /** Whether new entries are pushed. */
  live: boolean;
}

/** One request under way. */
export interface Call {
  readonly session: Session;
  /** Answers the request, once. */
  readonly answer: (reply: Reply) => void;
  /** Answers by an error. */
  readonly refuse: (error: RelayError) => void;
  /** SHA-256 of the request as it was sent, without its id: a retry has the same. */
  readonly hash: () => Uint8Array;
}

/** Carries out one request and answers, now or later. A RelayError that it throws is the answer. */
export type Handler = (call: Call, request: Request) => void;

interface Received extends RequestFrame {
  readonly bytes: Uint8Array;
}

/** Bytes of the request id at the start of a frame. */
const ID_BYTES = 4;

/** Requests that may be under way together; every other one waits for those before it and holds up those after it. */
const PIPELINED: ReadonlySet<Request['type']> = new Set(['log.append', 'inbox.append', 'log.publish']);

interface SessionOptions {
  readonly nonce: Uint8Array;
  readonly inFlightMax: number;
  /** What may wait before the link is paused. */
  readonly inputBytesHigh: number;
  readonly handle: Handler;
  /** Called once when the connection is over, whoever ended it. */
  readonly onClosed: (session: Session) => void;
}

export class Session {
  readonly link: Link;
  readonly nonce: Uint8Array;
  /** Set by `hello`. */
  greeted = false;
  /** Set by `authenticate` or `register`. */
  device: Device | null = null;
  /** By log id in hex. */
  readonly logs = new Map<string, OpenLog>();
  watchesRoster = false;
  /** The last roster entry that was sent to a watcher. */
  rosterSeq = 0;
  listensToInbox = false;
  /** The last inbox item that was sent. */
  inboxSeq = 0;
  /** Ends the time allowed for logging in. */
  cancelLogin: Cancel = () => undefined;

  readonly #handle: Handler;
  readonly #onClosed: (session: Session) => void;
  readonly #inFlightMax: number;
  readonly #inputBytesHigh: number;
  readonly #waiting: Received[] = [];
  #waitingBytes = 0;
  #paused = false;
  readonly #underWay = new Set<number>();
  /** Whether what is under way may have nothing beside it. */
  #exclusive = false;
  #open = true;

  constructor(link: Link, options: SessionOptions) {
    this.link = link;
    this.nonce = options.nonce;
    this.#inFlightMax = options.inFlightMax;
    this.#inputBytesHigh = options.inputBytesHigh;
    this.#handle = options.handle;
    this.#onClosed = options.onClosed;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** Requests that were received and not answered. */
  get inFlight(): number {
    return this.#waiting.length + this.#underWay.size;
  }

  /** Takes one frame of the peer. What does not decode is answered `bad-frame` and ends the connection. */
  receive(bytes: Uint8Array): void {
    if (!this.#open) return;
    const frame = this.#parse(bytes);
    if (frame === null) return;
    if (this.inFlight >= this.#inFlightMax) {
      this.#answer(frame.id, errorReply(new RelayError('rate-limited', 'too many requests under way')));
      return;
    }
    this.#waiting.push({ ...frame, bytes });
    this.#waitingBytes += bytes.length;
    this.#pump();
  }

  /** The link is no longer congested. */
  drained(): void {
    this.#pump();
  }

  push(push: Push): void {
    this.sendFrame(encode(relayFrame, { id: 0, push }));
  }

  /** Sends a frame that was encoded once for many. */
  sendFrame(frame: Uint8Array): void {
    if (this.#open) this.link.send(frame);
  }

  /** Ends the connection from the relay's side. */
  end(reason: CloseReason): void {
    if (!this.#open) return;
    this.closed();
    this.link.close(reason);
  }

  /** The connection is gone: nothing more is taken or sent. Writes that were queued still happen. */
  closed(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#waiting.length = 0;
    this.cancelLogin();
    this.#onClosed(this);
  }

  #parse(bytes: Uint8Array): RequestFrame | null {
    try {
      const frame = decode(requestFrame, bytes);
      // Replies name their request, and id 0 means a push.
      if (frame.id === 0 || this.#isUnderWay(frame.id)) throw new RelayError('bad-frame', 'request id');
      return frame;
    } catch (error) {
      const detail = error instanceof CodecError ? error.code : 'request id';
      // The request's id stands first; where even that is missing, 2^32 - 1 stands for it.
      const id = bytes.length < ID_BYTES ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
      this.#answer(id === 0 ? 0xffff_ffff : id, errorReply(new RelayError('bad-frame', detail)));
      this.end('bad-frame');
      return null;
    }
  }

  #isUnderWay(id: number): boolean {
    return this.#underWay.has(id) || this.#waiting.some((frame) => frame.id === id);
  }

  #pump(): void {
    for (let next = this.#waiting[0]; next !== undefined && this.#mayStart(next); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#waitingBytes -= next.bytes.length;
      this.#start(next);
    }
    this.#holdUp();
  }

  /** Frames are held twice, as bytes and decoded: what does not fit stays with the peer. */
  #holdUp(): void {
    const isFull = this.#waitingBytes > this.#inputBytesHigh;
    if (isFull === this.#paused || !this.#open) return;
    this.#paused = isFull;
    if (isFull) this.link.pause();
    else this.link.resume();
  }

  #mayStart({ request }: RequestFrame): boolean {
    // Otherwise a peer that asks faster than it reads would pile up replies here.
    if (this.link.isCongested) return false;
    return this.#underWay.size === 0 || (!this.#exclusive && PIPELINED.has(request.type));
  }

  #start({ id, request, bytes }: Received): void {
    this.#underWay.add(id);
    this.#exclusive = !PIPELINED.has(request.type);
    const answer = (reply: Reply): void => {
      const frame = encode(relayFrame, { id, reply });
      if (!this.#underWay.delete(id)) return;
      this.sendFrame(frame);
      this.#pump();
    };
    const refuse = (error: RelayError): void => {
      answer(errorReply(error));
    };
    const call = { session: this, answer, refuse, hash: () => sha256(bytes.subarray(ID_BYTES)) };
    try {
      this.#handle(call, request);
    } catch (error) {
      if (!(error instanceof RelayError)) throw error;
      refuse(error);
    }
  }

  #answer(id: number, reply: Reply): void {
    this.sendFrame(encode(relayFrame, { id, reply }));
  }
}

function errorReply(error: RelayError): Reply {
  return { type: 'error', code: error.code, detail: error.detail };
}
