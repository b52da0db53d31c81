// The relay's heart: which function carries out which request of docs/protocol.md, for peers on any kind of link.
// No sockets, clock, randomness or disk of its own: all are passed in, so a simulation runs it in one process.
import { RelayError, type Request, type RequestOf, type RequestType } from '@hushroom/wire';
import type { BlobDoor } from './blob/blobs.ts';
import type { Cancel } from './clock.ts';
import { Core, deviceOf, type RelayOptions } from './core.ts';
import { hex } from './bytes.ts';
import { blobDelete, blobReserve } from './requests/blobs.ts';
import { inboxAppend, inboxOpen } from './requests/inbox.ts';
import { keysClaim, keysCount, keysPublish } from './requests/keys.ts';
import { authenticate, hello, register } from './requests/login.ts';
import { logAppend, logClose, logCreate, logOpen, logPublish } from './requests/logs.ts';
import { rosterAppend, rosterRead, rosterWatch } from './requests/roster.ts';
import { Session, type Call, type Link } from './session.ts';

const NONCE_BYTES = 32;
/** Rows of each kind in one step of expiry: short enough to delay nobody. */
const EXPIRY_ROWS_MAX = 500;

/** The relay's side of one connection. */
export interface RelayConnection {
  /** Takes one frame from the peer. */
  receive(frame: Uint8Array): void;
  /** The link, congested before, takes more. */
  drained(): void;
  /** The link is gone. */
  close(): void;
  /** Whether the peer has proved which device it is. */
  isLoggedIn(): boolean;
}

export interface Relay {
  /** Bytes of blobs, which do not go over connections. */
  readonly blobs: BlobDoor;
  /** Takes a new connection. */
  connect(link: Link): RelayConnection;
  /** Answers what is queued, says `closing` to everyone, and ends every connection. The store stays open. */
  stop(): void;
}

type Requests = {
  readonly [T in RequestType]: (core: Core, call: Call, request: RequestOf<T>) => void;
};

const REQUESTS: Requests = {
  hello,
  register,
  authenticate,
  'roster.read': rosterRead,
  'roster.watch': rosterWatch,
  'roster.append': rosterAppend,
  'keys.publish': keysPublish,
  'keys.count': keysCount,
  'keys.claim': keysClaim,
  'log.create': logCreate,
  'log.open': logOpen,
  'log.close': logClose,
  'log.append': logAppend,
  'log.publish': logPublish,
  'inbox.append': inboxAppend,
  'inbox.open': inboxOpen,
  'blob.reserve': blobReserve,
  'blob.delete': blobDelete,
  ping: (_core, call) => {
    call.answer({ type: 'ok' });
  },
};

/** All that a connection may ask before it has logged in. */
const BEFORE_LOGIN: ReadonlySet<RequestType> = new Set(['hello', 'register', 'authenticate']);

/** Starts the relay on what it is given. Reads the roster; throws what the store throws. */
export function createRelay(options: RelayOptions): Relay {
  return new RunningRelay(options);
}

class RunningRelay implements Relay {
  readonly #core: Core;
  readonly #sessions = new Set<Session>();
  #cancelExpiry: Cancel = () => undefined;

  constructor(options: RelayOptions) {
    this.#core = new Core(options);
    this.#core.blobs.removeStrays().catch(options.onFault);
    this.#expire();
  }

  get blobs(): BlobDoor {
    return this.#core.blobs;
  }

  connect(link: Link): RelayConnection {
    const { random, limits } = this.#core.options;
    const session = new Session(link, {
      nonce: random(NONCE_BYTES),
      inFlightMax: limits.inFlightMax,
      inputBytesHigh: limits.inputBytesHigh,
      handle: (call, request) => {
        this.#handle(call, request);
      },
      onClosed: (closed) => {
        this.#forget(closed);
      },
    });
    this.#sessions.add(session);
    session.cancelLogin = this.#core.clock.after(limits.loginMs, () => {
      session.end('login-timeout');
    });
    return {
      receive: (frame) => {
        session.receive(frame);
      },
      drained: () => {
        session.drained();
      },
      close: () => {
        session.closed();
      },
      isLoggedIn: () => session.device !== null,
    };
  }

  stop(): void {
    this.#core.listeners.stop();
    this.#core.commits.flush();
    // After what was queued: an expiry among it sets the next one.
    this.#cancelExpiry();
    this.#core.isStopping = true;
    for (const session of this.#sessions) {
      session.push({ type: 'closing' });
      session.end('shutting-down');
    }
  }

  #handle(call: Call, request: Request): void {
    const core = this.#core;
    if (core.isStopping) throw new RelayError('shutting-down');
    if (!BEFORE_LOGIN.has(request.type)) core.spend('request', hex(deviceOf(call).deviceId));
    try {
      carryOut(core, call, request);
    } catch (error) {
      if (error instanceof RelayError) throw error;
      core.options.onFault(error);
      throw new RelayError('internal');
    }
  }

  #forget(session: Session): void {
    this.#sessions.delete(session);
    for (const logKey of session.logs.keys()) this.#core.listeners.remove(logKey, session);
    this.#core.peers.remove(session);
  }

  /** Drops what has expired, in small steps between which requests are served. */
  #expire(): void {
    const { clock, store, commits, options } = this.#core;
    const { limits } = options;
    const now = clock.now();
    const expiry = {
      now,
      messagesBefore: now - limits.messageRetentionMs,
      commitsBefore: now - limits.commitRetentionMs,
      inboxBefore: now - limits.inboxLifetimeMs,
      keyPackagesBefore: now - limits.keyPackageLifetimeMs,
      rowsMax: EXPIRY_ROWS_MAX,
    };
    this.#core.blobs.expire().catch(options.onFault);
    const again = (more: boolean): void => {
      this.#cancelExpiry = clock.after(more ? 1 : limits.expiryMs, () => {
        this.#expire();
      });
    };
    commits.enqueue(
      () => store.expire(expiry),
      again,
      () => {
        again(false);
      },
    );
  }
}

function carryOut<T extends RequestType>(core: Core, call: Call, request: RequestOf<T> & { type: T }): void {
  REQUESTS[request.type](core, call, request);
}
