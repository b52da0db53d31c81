// Every state has a picture, and the odd scenes are accessible and keep to themselves.
import { describe, expect, it } from 'vitest';
import { checkHalf } from './accessible.ts';
import { scenes } from './scenes.ts';
import { PROMISED, STATES } from './states.ts';

it('shows every state, each under a name of its own', () => {
  const shown = new Set<string>(scenes.flatMap(({ states }) => states));
  expect([...STATES, ...PROMISED].filter((state) => !shown.has(state))).toEqual([]);
  expect(new Set(scenes.map(({ name }) => name)).size).toBe(scenes.length);
});

describe('every odd scene', () => {
  checkHalf(1);
});
