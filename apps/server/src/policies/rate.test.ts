import { expect, it } from 'vitest';
import { RateLimiter } from './rate.ts';

it('counts what is taken also where it drops what it holds of those who have been quiet', () => {
  const limiter = new RateLimiter({ burst: 1, perSecond: 1 }, { now: () => 0, after: () => () => undefined });
  for (let n = 0; n < 3000; n++) {
    expect([limiter.take(`key ${n}`), limiter.take(`key ${n}`)]).toEqual([true, false]);
  }
});
