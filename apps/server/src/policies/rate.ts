// Token buckets, one per key (a device, an IP address), each filling at its rate up to its burst.
import type { Clock } from '../clock.ts';
import type { Rate } from '../limits.ts';

const BUCKETS_SWEPT_ABOVE = 1024;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Decides how often each key may do one thing. Holds nothing about a key that has been quiet for long enough. */
export class RateLimiter {
  readonly #rate: Rate;
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();
  #sweepAbove = BUCKETS_SWEPT_ABOVE;

  constructor(rate: Rate, clock: Clock) {
    this.#rate = rate;
    this.#clock = clock;
  }

  /** Takes one token of this key; false if it has none left. */
  take(key: string): boolean {
    if (!this.has(key, 1)) return false;
    this.charge(key, 1);
    return true;
  }

  /** Whether this key has so many tokens. */
  has(key: string, tokens: number): boolean {
    return this.#filled(key).tokens >= tokens;
  }

  /** Takes so many tokens of this key; those it lacks are missing from what comes. */
  charge(key: string, tokens: number): void {
    this.#filled(key).tokens -= tokens;
  }

  #filled(key: string): Bucket {
    const now = this.#clock.now();
    const bucket = this.#buckets.get(key) ?? { tokens: this.#rate.burst, filledAt: now };
    bucket.tokens = this.#tokensAt(bucket, now);
    bucket.filledAt = now;
    // Before it is set: a full one would be dropped, and what is taken from it lost.
    if (this.#buckets.size >= this.#sweepAbove) this.#sweep(now);
    this.#buckets.set(key, bucket);
    return bucket;
  }

  #tokensAt(bucket: Bucket, now: number): number {
    const seconds = Math.max(0, now - bucket.filledAt) / 1000;
    return Math.min(this.#rate.burst, bucket.tokens + seconds * this.#rate.perSecond);
  }

  /** Drops full buckets: a new one is the same. The threshold doubles so that sweeping stays cheap per call. */
  #sweep(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (this.#tokensAt(bucket, now) >= this.#rate.burst) this.#buckets.delete(key);
    }
    this.#sweepAbove = Math.max(BUCKETS_SWEPT_ABOVE, this.#buckets.size * 2);
  }
}
