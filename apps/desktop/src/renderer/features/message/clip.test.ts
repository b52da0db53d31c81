import { describe, expect, it } from 'vitest';
import { clipped } from './clip.ts';

describe('clipped', () => {
  it('leaves what fits, and what would save little', () => {
    for (const text of ['', 'short', 'x '.repeat(900), 'line\n'.repeat(20)]) expect(clipped(text)).toBe(text);
  });

  it('cuts long text between words, and many lines after the last that fits', () => {
    expect(clipped('word '.repeat(1000))).toMatch(/^(?:word )+word$/);
    expect(clipped('line\n'.repeat(300)).split('\n')).toHaveLength(24);
  });

  it('never cuts a sign in two', () => {
    expect(clipped('😀'.repeat(4000)).isWellFormed()).toBe(true);
    expect(clipped(`a${'😀'.repeat(4000)}`).isWellFormed()).toBe(true);
  });
});
