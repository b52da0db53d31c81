import { describe, expect, it } from 'vitest';
import { passphraseStrength } from './passphrase-strength.ts';

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
      expect(passphraseStrength(text), text).toBe(1);
    }
  });

  it('calls four random words at least fair, and six strong', () => {
    expect(passphraseStrength('velvet acorn bridge candle')).toBeGreaterThanOrEqual(2);
    expect(passphraseStrength('velvet acorn bridge candle drift ember')).toBe(4);
  });

  it('does not take a word said again for a new one', () => {
    expect(passphraseStrength('velvet velvet velvet velvet velvet')).toBeLessThan(
      passphraseStrength('velvet acorn bridge candle drift'),
    );
  });

  it('calls a long random string strong', () => {
    expect(passphraseStrength('k7Q!zv2#Lm9xPw4t')).toBe(4);
  });
});
