// Withheld: a newer history is known to exist, and it does not come while there is a connection over which it could.
import type { Clock } from '../clock.ts';

const PATIENCE_MS = 2 * 60 * 1000;

/** Watches one log: how far it is known to go, against how far it came. */
export class Overdue {
  readonly #clock: Clock;
  readonly #onChange: () => void;
  #shown = 0;
  #since = 0;
  #raised = false;
  #stopTimer: (() => void) | null = null;

  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** Whether the alarm stands. */
  get raised(): boolean {
    return this.#raised;
  }

  /** What does not come, and since when it is known to exist (ms since 1970); null while no alarm stands. */
  get withheld(): { readonly shown: number; readonly since: number } | null {
    return this.#raised ? { shown: this.#shown, since: this.#since } : null;
  }

  /** Somebody has shown the log to go to `seq`; here it goes to `cursor`. */
  shown(seq: number, cursor: number): void {
    this.#shown = Math.max(this.#shown, seq);
    this.came(cursor);
    if (this.#shown <= cursor || this.#raised || this.#stopTimer !== null) return;
    this.#since = this.#clock.now();
    this.#stopTimer = this.#clock.after(PATIENCE_MS, () => {
      this.#stopTimer = null;
      this.#raised = true;
      this.#onChange();
    });
  }

  /** The log has come up to `cursor`. */
  came(cursor: number): void {
    if (cursor < this.#shown) return;
    this.pause();
    if (!this.#raised) return;
    this.#raised = false;
    this.#onChange();
  }

  /** No connection: nobody can be blamed for what does not come. The next head starts the wait anew. */
  pause(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
  }
}
