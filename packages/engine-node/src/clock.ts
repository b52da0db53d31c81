// Time and randomness of this computer.
import type { Clock, Random } from '@hushroom/client';

/** The longest delay that a Node timer takes; a longer one would fire at once. */
const TIMER_MS_MAX = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, Math.min(Math.max(0, delayMs), TIMER_MS_MAX));
    return () => {
      clearTimeout(timer);
    };
  },
};

/** From the operating system's generator. */
export const systemRandom: Random = (byteLength) => crypto.getRandomValues(new Uint8Array(byteLength));
