// Locks a profile that nobody has used for a while. Time asleep counts: timers stand still then, so the clock is looked
// at again and again, and once more when somebody comes back.
import type { Clock } from '@hushroom/client';

const MINUTE_MS = 60_000;
const LOOK_MS = 10_000;

export class IdleLock {
  readonly #clock: Clock;
  readonly #onIdle: () => void;
  #limitMs = 0;
  #activeAt: number;
  #cancel: () => void = () => undefined;

  constructor(clock: Clock, onIdle: () => void) {
    this.#clock = clock;
    this.#onIdle = onIdle;
    this.#activeAt = clock.now();
  }

  /** How long it may be idle; 0: for ever. Choosing is activity. */
  setMinutes(minutes: number): void {
    this.#limitMs = minutes * MINUTE_MS;
    this.#activeAt = this.#clock.now();
    this.#look();
  }

  /** Somebody is there. Whoever comes too late finds it locked. */
  touch(): void {
    if (this.#isIdle()) this.#look();
    else this.#activeAt = this.#clock.now();
  }

  stop(): void {
    this.#limitMs = 0;
    this.#cancel();
  }

  #isIdle(): boolean {
    return this.#limitMs > 0 && this.#clock.now() - this.#activeAt >= this.#limitMs;
  }

  #look(): void {
    this.#cancel();
    if (this.#limitMs === 0) return;
    if (this.#isIdle()) {
      this.stop();
      this.#onIdle();
      return;
    }
    const remainingMs = this.#activeAt + this.#limitMs - this.#clock.now();
    this.#cancel = this.#clock.after(Math.min(LOOK_MS, remainingMs), () => {
      this.#look();
    });
  }
}
