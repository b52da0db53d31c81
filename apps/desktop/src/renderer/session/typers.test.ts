import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ROOM } from './scripted-api.ts';
import { Typers } from './typers.svelte.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('shows who types until the time is over, from the last time that it was said', () => {
  const typers = new Typers();
  typers.set(ROOM, 'bob', Date.now() + 8_000);
  typers.set(ROOM, 'carol', Date.now() + 3_000);
  vi.advanceTimersByTime(2_000);
  typers.set(ROOM, 'carol', Date.now() + 3_000);
  vi.advanceTimersByTime(2_000);
  expect(typers.in(ROOM)).toEqual(['bob', 'carol']);
  vi.advanceTimersByTime(2_000);
  expect(typers.in(ROOM)).toEqual(['bob']);
  vi.advanceTimersByTime(2_000);
  expect(typers.in(ROOM)).toEqual([]);
});

it('ends at once when somebody stops, and for all when it is cleared', () => {
  const typers = new Typers();
  typers.set(ROOM, 'bob', Date.now() + 8_000);
  typers.set(ROOM, 'carol', Date.now() + 8_000);
  typers.set(ROOM, 'bob', 0);
  expect(typers.in(ROOM)).toEqual(['carol']);
  typers.clear();
  expect([typers.in(ROOM), vi.getTimerCount()]).toEqual([[], 0]);
});
