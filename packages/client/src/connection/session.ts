// The connection as long as the engine runs: connect, greet, authenticate, synchronise, keep alive; and again after a
// pause when it is lost, for ever.
import { ed25519, type Secret } from '@hushroom/crypto';
import {
  authenticateStatement,
  signContent,
  type Push,
  type Request,
  type RequestType,
} from '@hushroom/wire';
import type { ConnectionState } from '@hushroom/ipc';
import type { RelayPlace } from '../account/relay-place.ts';
import type { Clock, Random } from '../clock.ts';
import { EngineError, reasonOf } from '../engine-error.ts';
import type { Connection, Transport } from '../transport.ts';
import { BackOff } from './back-off.ts';
import { greet, type Greeting } from './greeting.ts';
import { Link, type Answer } from './link.ts';

/** A quiet connection is asked for a sign of life this often: a dead one is known within this and the reply timeout. */
const PING_EVERY_MS = 25_000;
/** A connection that may be dead answers a ping within this, or is given up. */
const CHECK_MS_MAX = 5_000;
/** Whoever asks for another attempt more often than this is not heard: the relay would have to bear it. */
const RETRY_EVERY_MS = 1_000;

export interface SessionIdentity {
  readonly relay: RelayPlace;
  /** The relay that this profile belongs to: 32 bytes. */
  readonly relayId: Uint8Array;
  readonly deviceId: Uint8Array;
  readonly deviceSecret: Secret;
}

export interface SessionEvents {
  /** Authenticated. Until this resolves the state is `connecting`; if it rejects, the connection is given up. */
  onAuthenticated(greeting: Greeting): Promise<void>;
  onPush(push: Push): void;
  /** State, reason or time of the next attempt changed. */
  onChange(): void;
  onLost(): void;
}

export interface SessionParts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
}

export class Session {
  readonly #parts: SessionParts;
  readonly #identity: SessionIdentity;
  readonly #events: SessionEvents;
  readonly #backOff: BackOff;
  #link: Link | null = null;
  #state: ConnectionState = 'offline';
  #reason: string | null = null;
  #retryAt: number | null = null;
  #relayName = '';
  #stopTimer: () => void = () => undefined;
  /** When the last attempt or check began. */
  #triedAt = -Infinity;
  #stopped = true;

  constructor(parts: SessionParts, identity: SessionIdentity, events: SessionEvents) {
    this.#parts = parts;
    this.#identity = identity;
    this.#events = events;
    this.#backOff = new BackOff(parts.random);
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Why it is not online, as an error code; null while nothing is wrong. */
  get reason(): string | null {
    return this.#reason;
  }

  /** When the next attempt is due, ms since 1970, or null. */
  get retryAt(): number | null {
    return this.#retryAt;
  }

  /** What the relay calls itself; empty until the first greeting. */
  get relayName(): string {
    return this.#relayName;
  }

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#connect();
  }

  /** Ends the connection for good. */
  stop(): void {
    this.#stopped = true;
    this.#stopTimer();
    this.#link?.close(new EngineError('offline'));
    this.#change('offline', null, null);
  }

  /**
   * Looks at once whether the relay can be reached, because it may have changed: the computer woke, its network is another,
   * somebody asks. A wait ends here, and a connection that looks alive has to show that it is.
   */
  retry(): void {
    if (this.#stopped || this.#parts.clock.now() - this.#triedAt < RETRY_EVERY_MS) return;
    const link = this.#link;
    if (link?.isAttached === true) this.#check(link);
    else {
      this.#stopTimer();
      // An attempt that has no connection yet may be on its way through a network that is gone: it counts no more.
      this.#link = null;
      link?.close(new EngineError('relay-unreachable'));
      this.#connect();
    }
  }

  /**
   * Leaves the present connection or the wait for one, and goes where the relay is now: at once, or a second after the last
   * attempt.
   */
  move(): void {
    if (this.#stopped) return;
    this.drop(new EngineError('offline'));
    this.#stopTimer();
    const waitMs = Math.max(0, this.#triedAt + RETRY_EVERY_MS - this.#parts.clock.now());
    this.#stopTimer = this.#parts.clock.after(waitMs, () => {
      this.#connect();
    });
    this.#change('connecting', null, null);
  }

  /** As {@link Link.request}. Rejects with `offline` while there is no connection. */
  request<T extends RequestType>(request: Extract<Request, { type: T }>): Promise<Answer<T>> {
    return this.#link?.request<T>(request) ?? Promise.reject(new EngineError('offline'));
  }

  /** Gives up the present connection for a fault of the relay's; another attempt follows by itself. */
  drop(error: EngineError): void {
    this.#link?.close(error);
  }

  /** The same for whatever a step threw. */
  dropFor(error: unknown): void {
    this.drop(
      error instanceof EngineError ? error : new EngineError(reasonOf(error), null, { cause: error }),
    );
  }

  #check(link: Link): void {
    // While it is being greeted or synchronised, requests are under way that find out by themselves.
    if (this.#state !== 'online') return;
    this.#triedAt = this.#parts.clock.now();
    const stopTimer = this.#parts.clock.after(CHECK_MS_MAX, () => {
      link.close(new EngineError('relay-unreachable', 'no reply'));
    });
    link.request({ type: 'ping' }).then(stopTimer, stopTimer);
  }

  #connect(): void {
    this.#triedAt = this.#parts.clock.now();
    this.#change('connecting', this.#reason, null);
    const link = new Link(this.#parts.clock, {
      onPush: (push) => {
        if (this.#link === link) this.#events.onPush(push);
      },
      onLost: (error) => {
        if (this.#link === link) this.#lost(error);
      },
    });
    this.#link = link;
    this.#open(link).catch((error: unknown) => {
      link.close(
        error instanceof EngineError ? error : new EngineError(reasonOf(error), null, { cause: error }),
      );
    });
  }

  async #open(link: Link): Promise<void> {
    const connection: Connection = await this.#parts.transport.connect(this.#identity.relay.address, {
      onFrame: (frame) => {
        link.receive(frame);
      },
      onClose: () => {
        link.close(new EngineError('relay-unreachable'));
      },
    });
    link.attach(connection);
    const greeting = await greet(link, this.#identity.relayId);
    this.#relayName = greeting.relayName;
    await authenticate(link, greeting, this.#identity);
    await this.#events.onAuthenticated(greeting);
    if (this.#link !== link) return;
    this.#change('online', null, null);
    this.#keepAlive(link);
  }

  #keepAlive(link: Link): void {
    this.#stopTimer = this.#parts.clock.after(PING_EVERY_MS, () => {
      link.request({ type: 'ping' }).then(
        () => {
          // Only a connection that lasts counts as one that works: else a relay could have us return without pause.
          this.#backOff.reset();
          if (this.#link === link && !this.#stopped) this.#keepAlive(link);
        },
        // Lost: reported through onLost already. Refused: whatever ails the relay, another connection may not have it.
        () => {
          link.close(new EngineError('relay-unreachable'));
        },
      );
    });
  }

  #lost(error: EngineError): void {
    this.#link = null;
    this.#stopTimer();
    this.#events.onLost();
    if (this.#stopped) return;
    const waitMs = this.#backOff.next();
    this.#stopTimer = this.#parts.clock.after(waitMs, () => {
      this.#connect();
    });
    this.#change('offline', error.code, this.#parts.clock.now() + waitMs);
  }

  #change(state: ConnectionState, reason: string | null, retryAt: number | null): void {
    this.#state = state;
    this.#reason = reason;
    this.#retryAt = retryAt;
    this.#events.onChange();
  }
}

/** Proves the device key over this connection's nonce and channel. Throws {@link RelayError}. */
export async function authenticate(
  link: Link,
  greeting: Greeting,
  device: { readonly deviceId: Uint8Array; readonly deviceSecret: Secret },
): Promise<void> {
  const { relayId, nonce } = greeting;
  const { deviceId, deviceSecret } = device;
  const { channelBinding } = link;
  const statement = { relayId, nonce, channelBinding, deviceId };
  const signed = signContent('Authenticate', authenticateStatement, statement);
  await link.request({ type: 'authenticate', deviceId, signature: ed25519.sign(deviceSecret, signed) });
}
