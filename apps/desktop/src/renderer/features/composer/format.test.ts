import { describe, expect, it } from 'vitest';
import { markOf, toggleMark } from './format.ts';

describe('toggleMark', () => {
  it('marks what is selected without the spaces around it, and takes the marks away again', () => {
    const marked = toggleMark({ text: 'one two three', start: 3, end: 8 }, '*');
    expect(marked).toEqual({ text: 'one *two* three', start: 5, end: 8 });
    expect(toggleMark(marked, '*')).toEqual({ text: 'one two three', start: 4, end: 7 });
  });

  it('puts the cursor between two marks where nothing is selected', () => {
    expect(toggleMark({ text: 'a ', start: 2, end: 2 }, '_')).toEqual({ text: 'a __', start: 3, end: 3 });
  });
});

describe('markOf', () => {
  it('knows the keys that other programs have for it', () => {
    const key = (name: string, shiftKey = false) => markOf({ key: name, shiftKey });
    expect([key('b'), key('i'), key('e'), key('X', true), key('x'), key('z')]).toEqual([
      '*',
      '_',
      '`',
      '~',
      null,
      null,
    ]);
  });
});
