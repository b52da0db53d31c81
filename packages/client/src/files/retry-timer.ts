// When transfers that broke off are looked at again by themselves: once, a while after the last of them.
import type { Clock } from '../clock.ts';

/** After what may pass by itself. */
const RETRY_MS = 5_000;

export class RetryTimer {
  readonly #clock: Clock;
  readonly #onDue: () => void;
  #stopTimer: () => void = () => undefined;

  constructor(clock: Clock, onDue: () => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  /** Begins to wait, anew where it waits already. */
  start(): void {
    this.stop();
    this.#stopTimer = this.#clock.after(RETRY_MS, this.#onDue);
  }

  stop(): void {
    this.#stopTimer();
    this.#stopTimer = () => undefined;
  }
}
