// The time as reactive state: whatever reads `now` is brought up to date at a fixed beat, while something shows it.
import { createSubscriber } from 'svelte/reactivity';

export class Clock {
  readonly #beat: () => void;

  /** `everyMs` is the beat; no timer runs while nothing on screen reads the time. */
  constructor(everyMs: number) {
    this.#beat = createSubscriber((update) => {
      const timer = setInterval(update, everyMs);
      return () => {
        clearInterval(timer);
      };
    });
  }

  /** ms since 1970. */
  get now(): number {
    this.#beat();
    return Date.now();
  }
}
