// A clock that stands until a test moves it. Timers of 0 ms run as microtasks, so that awaiting a reply is enough.
import type { Cancel, Clock } from '../src/index.ts';

interface Timer {
  readonly at: number;
  readonly work: () => void;
}

export class TestClock implements Clock {
  #now = 1_800_000_000_000;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  after(ms: number, work: () => void): Cancel {
    let isCancelled = false;
    if (ms === 0) {
      queueMicrotask(() => {
        if (!isCancelled) work();
      });
      return () => {
        isCancelled = true;
      };
    }
    const timer = { at: this.#now + ms, work };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** Moves time forward and runs what falls due, in order, letting microtasks run after each. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    for (let next = this.#next(until); next !== null; next = this.#next(until)) {
      this.#timers.delete(next);
      this.#now = next.at;
      next.work();
      await Promise.resolve();
    }
    this.#now = until;
  }

  #next(until: number): Timer | null {
    const due = [...this.#timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
    return due[0] ?? null;
  }
}
