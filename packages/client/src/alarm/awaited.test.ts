// Who pretends that a log goes on is named, hides nothing of what others show, and is forgotten when they are gone.
import { expect, it } from 'vitest';
import type { Clock } from '../clock.ts';
import { Awaited } from './awaited.ts';

const TWO_MINUTES = 2 * 60_000;

/** A clock that stands until it is set. */
function clockAt(start: number): { clock: Clock; pass: (ms: number) => void } {
  let now = start;
  const timers = new Map<() => void, number>();
  return {
    clock: {
      now: () => now,
      after: (delayMs, run) => {
        timers.set(run, now + delayMs);
        return () => timers.delete(run);
      },
    },
    pass: (ms) => {
      now += ms;
      for (const [run, at] of timers) {
        if (at > now) continue;
        timers.delete(run);
        run();
      }
    },
  };
}

it('holds apart what each has shown', () => {
  const { clock, pass } = clockAt(1_000);
  let changes = 0;
  const awaited = new Awaited(clock, () => {
    changes += 1;
  });
  awaited.shown('mallory', 2 ** 53 - 1, 4);
  pass(TWO_MINUTES);
  awaited.shown('alice', 6, 4);
  expect(awaited.late.map(({ userName }) => userName)).toEqual(['mallory']);
  pass(TWO_MINUTES);
  expect(awaited.late).toEqual([
    { userName: 'mallory', shown: 2 ** 53 - 1, since: 1_000 },
    { userName: 'alice', shown: 6, since: 1_000 + TWO_MINUTES },
  ]);
  awaited.came(6);
  expect(awaited.late.map(({ userName }) => userName)).toEqual(['mallory']);
  expect(changes).toBe(3);
  awaited.keep(new Map());
  expect(awaited.late).toEqual([]);
  expect(changes).toBe(4);
});

it('goes on to await what the relay showed, whoever is gone, and blames nobody without a connection', () => {
  const { clock, pass } = clockAt(1_000);
  const awaited = new Awaited(clock, () => undefined);
  awaited.shown(null, 6, 4);
  awaited.shown('alice', 6, 4);
  awaited.keep(new Map());
  awaited.pause();
  pass(10 * TWO_MINUTES);
  expect(awaited.late).toEqual([]);
  awaited.shown(null, 5, 4);
  pass(TWO_MINUTES);
  expect(awaited.late.map(({ userName, shown }) => [userName, shown])).toEqual([[null, 6]]);
});
