// Time as the relay sees it. The simulation passes its own.

/** Undoes a timer. Calling it again, or after the timer ran, does nothing. */
export type Cancel = () => void;

export interface Clock {
  /** Ms since 1970. */
  now(): number;
  /** Runs `work` once after `ms`; 0 means: as soon as everything that has already arrived was taken in. */
  after(ms: number, work: () => void): Cancel;
}

/** The computer's clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, work) => {
    if (ms === 0) {
      const immediate = setImmediate(work);
      return () => {
        clearImmediate(immediate);
      };
    }
    const timer = setTimeout(work, ms);
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};
