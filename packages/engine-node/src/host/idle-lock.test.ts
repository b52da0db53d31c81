import { expect, it } from 'vitest';
import { IdleLock } from './idle-lock.ts';

/** Time and one timer, moved by hand. */
class HandClock {
  time = 0;
  #timer: { at: number; run: () => void } | null = null;

  now(): number {
    return this.time;
  }

  after(delayMs: number, run: () => void): () => void {
    this.#timer = { at: this.time + delayMs, run };
    return () => {
      this.#timer = null;
    };
  }

  pass(ms: number): void {
    const until = this.time + ms;
    for (let timer = this.#timer; timer !== null && timer.at <= until; timer = this.#timer) {
      this.#timer = null;
      this.time = timer.at;
      timer.run();
    }
    this.time = until;
  }
}

const MINUTE_MS = 60_000;

function locking(minutes: number): { clock: HandClock; lock: IdleLock; locked: () => number } {
  const clock = new HandClock();
  let times = 0;
  const lock = new IdleLock(clock, () => {
    times += 1;
  });
  lock.setMinutes(minutes);
  return { clock, lock, locked: () => times };
}

it('locks once, when nobody was active for the chosen time and no sooner', () => {
  const { clock, lock, locked } = locking(2);
  clock.pass(2 * MINUTE_MS - 1);
  expect(locked()).toBe(0);
  lock.touch();
  clock.pass(2 * MINUTE_MS - 1);
  expect(locked()).toBe(0);
  clock.pass(1);
  expect(locked()).toBe(1);
  clock.pass(60 * MINUTE_MS);
  expect(locked()).toBe(1);
});

it('counts time asleep, when timers stand still', () => {
  const { clock, lock, locked } = locking(2);
  clock.time += 3 * MINUTE_MS;
  lock.touch();
  expect(locked()).toBe(1);
});

it('never locks with 0 minutes, nor after it was stopped', () => {
  const never = locking(0);
  never.clock.pass(1000 * MINUTE_MS);
  expect(never.locked()).toBe(0);
  const stopped = locking(1);
  stopped.lock.stop();
  stopped.clock.pass(1000 * MINUTE_MS);
  expect(stopped.locked()).toBe(0);
});
