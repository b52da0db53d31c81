// What goes wrong in a run, and when: decided by its seed.
import type { Machine } from './machine.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimRelay } from './sim-relay.ts';
import type { VirtualTime } from './virtual-time.ts';

const PAUSE_MS_MAX = 6000;
const OUTAGE_MS_MAX = 30_000;
/** Most steps of the engine take a handful of transactions: a crash comes in the middle of one of the next steps. */
const TRANSACTIONS_MAX = 25;

export class Faults {
  readonly #time: VirtualTime;
  readonly #random: SeededRandom;
  readonly #relay: SimRelay;
  readonly #machines: readonly Machine[];
  #active = true;

  constructor(time: VirtualTime, random: SeededRandom, relay: SimRelay, machines: readonly Machine[]) {
    this.#time = time;
    this.#random = random;
    this.#relay = relay;
    this.#machines = machines;
  }

  /** Goes on until {@link Faults.stop}. */
  async run(): Promise<void> {
    for (;;) {
      await this.#time.sleep(this.#random.below(PAUSE_MS_MAX));
      if (!this.#active) return;
      await this.#one(this.#random.pick(this.#machines));
    }
  }

  /** Nothing goes wrong from here on, and everything is up again. */
  stop(): void {
    this.#active = false;
    for (const machine of this.#machines) {
      machine.cancelCrash();
      machine.setNetwork(true);
    }
  }

  async #one(machine: Machine): Promise<void> {
    const die = this.#random.below(100);
    if (die < 50) machine.crashSoon(1 + this.#random.below(TRANSACTIONS_MAX));
    else if (die < 80) machine.cut();
    else if (die < 93) {
      machine.setNetwork(false);
      this.#time.after(this.#random.below(OUTAGE_MS_MAX), () => {
        machine.setNetwork(true);
      });
    } else {
      this.#relay.crash();
      await this.#time.sleep(this.#random.below(OUTAGE_MS_MAX / 3));
      this.#relay.start();
    }
  }
}
