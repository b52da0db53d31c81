import { expect, it } from 'vitest';
import { shortened } from './recorder.svelte.ts';

it('draws a long recording with few values, its loudest places kept', () => {
  const values = Array.from({ length: 1000 }, (_, index) => (index === 500 ? 255 : 10));
  const short = shortened(values, 100);
  expect(short).toHaveLength(100);
  expect(short[50]).toBe(255);
  expect(short.filter((value) => value === 255)).toHaveLength(1);
  expect(shortened([1, 2], 100)).toEqual([1, 2]);
});
