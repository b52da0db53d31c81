// One live connection as requests and replies: ids, the type of each answer, and what the relay says by itself.
// Whatever does not decode or fit ends the connection: a relay that breaks the protocol is not argued with.
import { CodecError, decode, encode } from '@hushroom/codec';
import {
  FRAME_BYTES_MAX,
  relayFrame,
  RelayError,
  REPLY_TYPES,
  requestFrame,
  type Push,
  type Reply,
  type ReplyOf,
  type Request,
  type RequestType,
} from '@hushroom/wire';
import type { Clock } from '../clock.ts';
import { EngineError } from '../engine-error.ts';
import type { Connection } from '../transport.ts';

/** An unanswered request ends the connection after this long: the next one asks again. */
const REPLY_TIMEOUT_MS = 30_000;
const REQUEST_ID_MAX = 2 ** 32 - 1;

/** What answers a request of this type. */
export type Answer<T extends RequestType> = ReplyOf<(typeof REPLY_TYPES)[T]>;

interface Pending {
  readonly type: RequestType;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
  readonly stopTimer: () => void;
}

export interface LinkEvents {
  onPush(push: Push): void;
  /** Called once: the connection is gone, and every request that was under way has been rejected. */
  onLost(error: EngineError): void;
}

export class Link {
  readonly #clock: Clock;
  readonly #events: LinkEvents;
  readonly #pending = new Map<number, Pending>();
  #connection: Connection | null = null;
  #lastId = 0;
  #lost: EngineError | null = null;

  constructor(clock: Clock, events: LinkEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  /** Gives the link its connection; if it was already lost, the connection is closed. */
  attach(connection: Connection): void {
    if (this.#lost !== null) connection.close();
    else this.#connection = connection;
  }

  get isAttached(): boolean {
    return this.#connection !== null;
  }

  /** Of the connection. Throws {@link EngineError} `offline` where there is none. */
  get channelBinding(): Uint8Array {
    if (this.#connection === null) throw new EngineError('offline', null, { cause: this.#lost });
    return this.#connection.channelBinding;
  }

  /**
   * Sends a request and resolves to its answer. Rejects with {@link RelayError} if the relay refuses, with
   * {@link EngineError} `offline` if the connection ends first: then it is unknown what the relay did.
   */
  request<T extends RequestType>(request: Extract<Request, { type: T }>): Promise<Answer<T>> {
    return new Promise<Answer<T>>((resolve, reject) => {
      const connection = this.#connection;
      if (this.#lost !== null || connection === null) {
        reject(new EngineError('offline', null, { cause: this.#lost }));
        return;
      }
      const id = this.#nextId();
      this.#pending.set(id, {
        type: request.type,
        // The frame's type was compared with REPLY_TYPES before this is called.
        resolve: (reply) => {
          resolve(reply as Answer<T>);
        },
        reject,
        stopTimer: this.#clock.after(REPLY_TIMEOUT_MS, () => {
          this.close(new EngineError('relay-unreachable', 'no reply'));
        }),
      });
      connection.send(encode(requestFrame, { id, request }));
    });
  }

  /** Takes one frame from the relay. */
  receive(bytes: Uint8Array): void {
    if (this.#lost !== null) return;
    if (bytes.length > FRAME_BYTES_MAX) {
      this.close(new EngineError('relay-refused', 'frame too long'));
      return;
    }
    let frame;
    try {
      frame = decode(relayFrame, bytes);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      this.close(new EngineError('relay-refused', error.code, { cause: error }));
      return;
    }
    if ('push' in frame) this.#events.onPush(frame.push);
    else this.#answer(frame.id, frame.reply);
  }

  /** Ends the connection for the reason `error` and rejects what is under way. May be called again. */
  close(error: EngineError): void {
    if (this.#lost !== null) return;
    this.#lost = error;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    this.#connection?.close();
    for (const { reject, stopTimer } of pending) {
      stopTimer();
      reject(new EngineError('offline', null, { cause: error }));
    }
    this.#events.onLost(error);
  }

  #answer(id: number, reply: Reply): void {
    const pending = this.#pending.get(id);
    if (pending === undefined) {
      this.close(new EngineError('relay-refused', 'reply to nothing'));
      return;
    }
    this.#pending.delete(id);
    pending.stopTimer();
    if (reply.type === 'error') pending.reject(new RelayError(reply.code, reply.detail));
    else if (reply.type === REPLY_TYPES[pending.type]) pending.resolve(reply);
    else {
      const error = new EngineError('relay-refused', 'reply of another type');
      pending.reject(error);
      this.close(error);
    }
  }

  #nextId(): number {
    do this.#lastId = this.#lastId === REQUEST_ID_MAX ? 1 : this.#lastId + 1;
    while (this.#pending.has(this.#lastId));
    return this.#lastId;
  }
}
