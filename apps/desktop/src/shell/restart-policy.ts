// When a crashed engine starts again: soon at first, later each time, and never more than five times in a minute.

export const RESTARTS_PER_MINUTE_MAX = 5;
const MINUTE_MS = 60_000;
const FIRST_DELAY_MS = 200;

/** Remembers the restarts of the last minute. */
export class RestartPolicy {
  #restarts: number[] = [];

  /** How long to wait before the next start, in ms, for an engine that ended at `now`. The start counts as made. */
  delayAfterExit(now: number): number {
    this.#restarts = this.#restarts.filter((at) => at > now - MINUTE_MS);
    const backOff = FIRST_DELAY_MS * 2 ** this.#restarts.length;
    const oldest = this.#restarts[this.#restarts.length - RESTARTS_PER_MINUTE_MAX];
    const wait = oldest === undefined ? 0 : oldest + MINUTE_MS - now;
    const delay = Math.max(backOff, wait);
    this.#restarts.push(now + delay);
    return delay;
  }
}
