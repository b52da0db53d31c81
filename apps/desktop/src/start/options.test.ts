import { expect, it } from 'vitest';
import { OPTIONS, USAGE } from './options.ts';

it('lists every option that is taken', () => {
  const listed = [...USAGE.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, name]) => name);
  expect(listed).toEqual(Object.keys(OPTIONS));
});
