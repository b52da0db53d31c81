// Shows what changed soon: once for all entries that come together.
import type { Clock } from '../clock.ts';

export class Soon {
  readonly #clock: Clock;
  readonly #show: (ids: readonly string[]) => void;
  readonly #waiting = new Set<string>();

  /** `show` gets each id once, however often it was added meanwhile. */
  constructor(clock: Clock, show: (ids: readonly string[]) => void) {
    this.#clock = clock;
    this.#show = show;
  }

  add(id: string): void {
    if (this.#waiting.size === 0) {
      this.#clock.after(0, () => {
        const ids = [...this.#waiting];
        this.#waiting.clear();
        this.#show(ids);
      });
    }
    this.#waiting.add(id);
  }
}
