import { describe, expect, it } from 'vitest';
import { plainName, plainText, preview } from './plain.ts';

describe('plainName', () => {
  it('leaves nothing invisible in a name, and makes it one line', () => {
    expect(plainName('\u202Egnp.\u2066exe\u200B\u00AD\uFEFF\n two  spaces ')).toBe('gnp.exe two spaces');
  });

  it('keeps what joins emoji and letters', () => {
    expect(plainName('👩‍🌾 می‌خواهم')).toBe('👩‍🌾 می‌خواهم');
  });

  it('is never empty', () => {
    expect(plainName('\u200B\u2060 \u3164')).toBe('Unnamed');
  });
});

describe('plainText', () => {
  it('takes overrides of direction out of a message and leaves the rest alone', () => {
    expect(plainText('a\u202Eb\u202Cc\n\u200F<b>  d')).toBe('abc\n\u200F<b>  d');
  });
});

describe('preview', () => {
  it('is one line without marks, however long the message', () => {
    expect(preview('one\n\n  two')).toBe('one two');
    expect(preview('*Bold* and _soft_, `code`\n> said\n- milk\n- 2 * 3 * 4')).toBe(
      'Bold and soft, code said • milk • 2 * 3 * 4',
    );
    expect(preview('x'.repeat(16_384)).length).toBeLessThanOrEqual(200);
  });
});
