// Who gets the new entries of which log, and when a head of it is signed.
import { encode } from '@hushroom/codec';
import { relayFrame, type DeliveredEntry, type Push, type SignedHead } from '@hushroom/wire';
import { hex } from './bytes.ts';
import type { Cancel, Clock } from './clock.ts';
import type { OpenLog, Session } from './session.ts';

interface LogListenersOptions {
  readonly clock: Clock;
  /** Between signed heads while entries flow. */
  readonly headMs: number;
  /** The head of a log as opened by one access hash; null if that opens nothing any more. */
  readonly signHead: (logId: Uint8Array, accessHash: Uint8Array) => SignedHead | null;
}

/** Every live subscription, by log. Only holders of a log's current token are ever in here. */
export class LogListeners {
  readonly #options: LogListenersOptions;
  readonly #byLog = new Map<string, Map<Session, OpenLog>>();
  readonly #changed = new Map<string, Uint8Array>();
  #cancelHeads: Cancel | null = null;

  constructor(options: LogListenersOptions) {
    this.#options = options;
  }

  add(logId: Uint8Array, session: Session, open: OpenLog): void {
    const key = hex(logId);
    const listeners = this.#byLog.get(key) ?? new Map<Session, OpenLog>();
    this.#byLog.set(key, listeners.set(session, open));
  }

  remove(logKey: string, session: Session): void {
    const listeners = this.#byLog.get(logKey);
    listeners?.delete(session);
    if (listeners?.size === 0) this.#byLog.delete(logKey);
  }

  /**
   * Sends a durable entry to everyone who has not had it. If it ended the access of those who listen, they get it, then
   * `ended`, then nothing: they come back with the next token.
   */
  publish(logId: Uint8Array, entry: DeliveredEntry, endsAccess: boolean): void {
    const key = hex(logId);
    const listeners = this.#byLog.get(key);
    if (listeners === undefined) return;
    const frame = pushFrame({ type: 'entry', logId, entry });
    for (const [session, open] of listeners) {
      if (entry.seq <= open.seq) continue;
      open.seq = entry.seq;
      session.sendFrame(frame);
    }
    if (endsAccess) this.#end(logId, entry.seq);
    else this.#scheduleHead(key, logId);
  }

  /** Sends an ephemeral payload to everyone else who listens. */
  publishEphemeral(logId: Uint8Array, sender: Session, payload: Uint8Array): void {
    const frame = pushFrame({ type: 'ephemeral', logId, payload });
    for (const session of this.#byLog.get(hex(logId))?.keys() ?? []) {
      if (session !== sender) session.sendFrame(frame);
    }
  }

  /** Stops the timer. */
  stop(): void {
    this.#cancelHeads?.();
  }

  #end(logId: Uint8Array, endedAt: number): void {
    const key = hex(logId);
    const frame = pushFrame({ type: 'ended', logId, endedAt });
    for (const [session, open] of this.#byLog.get(key) ?? []) {
      open.endedAt = endedAt;
      open.live = false;
      session.sendFrame(frame);
    }
    this.#byLog.delete(key);
  }

  #scheduleHead(key: string, logId: Uint8Array): void {
    this.#changed.set(key, logId);
    this.#cancelHeads ??= this.#options.clock.after(this.#options.headMs, () => {
      this.#cancelHeads = null;
      this.#pushHeads();
    });
  }

  #pushHeads(): void {
    for (const [key, logId] of this.#changed) {
      const listeners = this.#byLog.get(key);
      const [first] = listeners?.values() ?? [];
      const head = first && this.#options.signHead(logId, first.accessHash);
      if (listeners === undefined || head === undefined || head === null) continue;
      const frame = pushFrame({ type: 'head', ...head });
      for (const session of listeners.keys()) session.sendFrame(frame);
    }
    this.#changed.clear();
  }
}

/** A push as bytes, to be sent to many. */
export function pushFrame(push: Push): Uint8Array {
  return encode(relayFrame, { id: 0, push });
}
