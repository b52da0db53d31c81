// How long to wait before the next attempt to connect: longer after each failure, and never the same for two clients.
import type { Random } from '../clock.ts';

const FIRST_MS = 500;
const LONGEST_MS = 60_000;

export class BackOff {
  readonly #random: Random;
  #failures = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** The next wait in ms: doubles up to a minute, and half of it is chance, so that clients do not return all at once. */
  next(): number {
    const whole = Math.min(FIRST_MS * 2 ** this.#failures, LONGEST_MS);
    if (whole < LONGEST_MS) this.#failures++;
    const [high = 0, low = 0] = this.#random(2);
    return Math.round(whole * (0.5 + (0.5 * (high * 256 + low)) / 65_535));
  }

  /** Starts over, after a connection that worked. */
  reset(): void {
    this.#failures = 0;
  }
}
