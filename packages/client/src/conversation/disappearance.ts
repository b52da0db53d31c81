// Takes messages away when their time is over, also that which passed while no engine ran.
import type { Clock } from '../clock.ts';
import type { Storage } from '../storage.ts';

/** Deleted in one transaction. */
const ROWS = 200;
/** No timer is set for longer: clocks are set right, and computers sleep. */
const WAIT_MS_MAX = 60 * 60 * 1000;

export interface DisappearanceEvents {
  /** Rows of one conversation are gone. */
  onGone(conversation: string, ids: readonly string[]): void;
  onFault(error: unknown): void;
}

export class Disappearance {
  readonly #storage: Storage;
  readonly #clock: Clock;
  readonly #events: DisappearanceEvents;
  #stopTimer: () => void = () => undefined;

  constructor(parts: { readonly storage: Storage; readonly clock: Clock }, events: DisappearanceEvents) {
    this.#storage = parts.storage;
    this.#clock = parts.clock;
    this.#events = events;
  }

  /** Takes away what is due, and comes back when the next is. */
  run(): void {
    this.stop();
    let next: number | null;
    do next = this.#sweep();
    while (next !== null && next <= this.#clock.now());
    if (next === null) return;
    const waitMs = Math.min(next - this.#clock.now(), WAIT_MS_MAX);
    this.#stopTimer = this.#clock.after(waitMs, () => {
      try {
        this.run();
      } catch (error) {
        this.#events.onFault(error);
      }
    });
  }

  stop(): void {
    this.#stopTimer();
  }

  /** Returns when the next row is due; null if none disappears. */
  #sweep(): number | null {
    const now = this.#clock.now();
    const gone = new Map<string, string[]>();
    const next = this.#storage.transaction((transaction) => {
      const rows = transaction.expiring(ROWS);
      for (const { id, conversation, expiresAt } of rows) {
        if (expiresAt === null || expiresAt > now) return expiresAt;
        transaction.deleteMessage(id);
        gone.set(conversation, [...(gone.get(conversation) ?? []), id]);
      }
      return rows.length === ROWS ? now : null;
    });
    for (const [conversation, ids] of gone) this.#events.onGone(conversation, ids);
    return next;
  }
}
