// Time that passes only when everything has been done that was due: hours of a run take as long as their work.

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** Some Tuesday, ms since 1970: nothing depends on which. */
const START_MS = 1_800_000_000_000;

export class VirtualTime {
  #now = START_MS;
  #order = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  /** A clock for engine and relay alike. Timers of the same moment run in the order they were set. */
  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, delayMs), order: this.#order++, run };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(delayMs, resolve);
    });
  }

  /** Lets `ms` pass, or less if `done` becomes true. */
  async pass(ms: number, done: () => boolean = () => false): Promise<void> {
    const end = this.#now + ms;
    await settled();
    while (!done()) {
      const timer = this.#first();
      if (timer === null || timer.at > end) {
        this.#now = end;
        return;
      }
      this.#timers.delete(timer);
      this.#now = timer.at;
      timer.run();
      await settled();
    }
  }

  #first(): Timer | null {
    let first: Timer | null = null;
    for (const timer of this.#timers) {
      if (first === null || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) {
        first = timer;
      }
    }
    return first;
  }
}

/** Every promise that could go on has: nothing in a run waits for the real world. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
