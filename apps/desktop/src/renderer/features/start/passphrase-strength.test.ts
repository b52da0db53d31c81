import { describe, expect, it } from 'vitest';
import { passphraseStrength } from './passphrase-strength.ts';

const level = (text: string) => passphraseStrength(text).level;

describe('passphraseStrength', () => {
  it('calls weak what is tried first', () => {
    for (const text of [
      'a',
      '123456',
      'password1',
      'qwertz123',
      'aaaaaaaaaaaaaaaa',
      'abcdefghijklmnop',
      'hushroom2026',
    ]) {
      expect(level(text), text).toBe(1);
    }
  });

  it('calls four random words at least fair, and six strong', () => {
    expect(level('velvet acorn bridge candle')).toBeGreaterThanOrEqual(2);
    expect(level('velvet acorn bridge candle drift ember')).toBe(4);
  });

  it('does not take a word said again for a new one', () => {
    expect(level('velvet velvet velvet velvet velvet')).toBeLessThan(
      level('velvet acorn bridge candle drift'),
    );
  });

  it('calls a long random string strong', () => {
    expect(level('k7Q!zv2#Lm9xPw4t')).toBe(4);
  });
});
