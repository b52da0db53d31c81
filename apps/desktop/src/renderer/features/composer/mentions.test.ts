import { describe, expect, it } from 'vitest';
import { complete, mentionsIn, nameAtCursor } from './mentions.ts';

const known = (name: string): boolean => ['bob', 'carol', 'd.o'].includes(name);

describe('mentionsIn', () => {
  it('finds people who are here, where a word begins', () => {
    expect(mentionsIn('@bob and (@carol), @d.o. Not bob@carol, @nobody or @@bob', known)).toEqual([
      { start: 0, userName: 'bob' },
      { start: 10, userName: 'carol' },
      { start: 19, userName: 'd.o' },
    ]);
  });
});

describe('nameAtCursor', () => {
  it('sees what is typed after an @, and nothing elsewhere', () => {
    expect(nameAtCursor('hi @', 4)).toEqual({ start: 3, typed: '' });
    expect(nameAtCursor('hi @Bo and', 6)).toEqual({ start: 3, typed: 'bo' });
    for (const text of ['mail me@', 'hi @bob ', 'hi', '']) expect(nameAtCursor(text, text.length)).toBeNull();
  });
});

describe('complete', () => {
  it('puts the name in place of what was typed, with one space after it', () => {
    expect(complete('hi @bo', 6, 3, 'bob')).toEqual({ text: 'hi @bob ', cursor: 8 });
    expect(complete('hi @bo there', 6, 3, 'bob')).toEqual({ text: 'hi @bob there', cursor: 8 });
  });
});
