// Time that passes only when nothing is left to do: whole days of timers run in a moment, and always in the same order.
interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

const START_MS = Date.UTC(2026, 0, 1);

export class VirtualClock {
  #now = START_MS;
  #order = 0;
  #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, delayMs), order: this.#order++, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** Runs the next timer, if it is due by `until`, after everything that is under way has settled. */
  async step(until = Infinity): Promise<boolean> {
    // Promise chains of any length settle before the event loop goes round.
    await new Promise((resolve) => setImmediate(resolve));
    const next = this.#timers.toSorted((left, right) => left.at - right.at || left.order - right.order)[0];
    if (next === undefined || next.at > until) return false;
    this.#timers = this.#timers.filter((each) => each !== next);
    this.#now = Math.max(this.#now, next.at);
    next.run();
    return true;
  }

  /** Lets `ms` pass. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms;
    while (await this.step(until));
    this.#now = until;
  }

  /** Lets time pass until the condition holds; fails after `withinMs` of virtual time. */
  async until(condition: () => boolean, withinMs = 10 * 60_000): Promise<void> {
    const deadline = this.#now + withinMs;
    for (;;) {
      // What is under way first: the condition may hold without any time passing.
      await new Promise((resolve) => setImmediate(resolve));
      if (condition()) return;
      if (!(await this.step(deadline))) throw new Error('the condition never came to hold');
    }
  }
}
