// How often a passphrase may be tried through this process. Argon2id is what slows down someone who has the files; this
// slows down someone at the keyboard, or a script that has got as far as the page.
import type { Clock } from '@hushroom/client';
import { ProfileError } from '../error.ts';

/** Wrong ones that cost nothing: people mistype. */
const FREE_ATTEMPTS = 5;
const FIRST_WAIT_MS = 1000;
const WAIT_MS_MAX = 60_000;

export class Attempts {
  readonly #clock: Clock;
  #wrong = 0;
  #nextAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs a step that tries a passphrase. Throws `passphrase-wait` with the seconds to wait, without running it. */
  async try<T>(step: () => Promise<T>): Promise<T> {
    const waitMs = this.#nextAt - this.#clock.now();
    if (waitMs > 0) throw new ProfileError('passphrase-wait', { detail: String(Math.ceil(waitMs / 1000)) });
    try {
      const value = await step();
      this.#wrong = 0;
      return value;
    } catch (error) {
      if (error instanceof ProfileError && error.code === 'passphrase-wrong') this.#fail();
      throw error;
    }
  }

  #fail(): void {
    this.#wrong += 1;
    const beyond = this.#wrong - FREE_ATTEMPTS;
    if (beyond < 0) return;
    this.#nextAt = this.#clock.now() + Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** beyond);
  }
}
