import { expect, it } from 'vitest';
import { excerptOf } from './excerpt.ts';

/** An excerpt with its matches in brackets. */
function marked(text: string, terms: readonly string[]): string {
  const excerpt = excerptOf(text, terms);
  const parts: string[] = [];
  let at = 0;
  for (const { from, to } of excerpt.matches) {
    parts.push(excerpt.text.slice(at, from), `[${excerpt.text.slice(from, to)}]`);
    at = to;
  }
  parts.push(excerpt.text.slice(at));
  return `${excerpt.isCutBefore ? '…' : ''}${parts.join('')}${excerpt.isCutAfter ? '…' : ''}`;
}

it('marks every term, with its accents, and joins what overlaps', () => {
  expect(marked('Crème brûlée, creme', ['creme'])).toBe('[Crème] brûlée, [creme]');
  expect(marked('cafe\u0301 au lait', ['CAFÉ'])).toBe('[cafe\u0301] au lait');
  expect(marked('abcdef', ['abc', 'cde'])).toBe('[abcde]f');
  expect(marked('aaaa', ['aa'])).toBe('[aa][aa]');
  expect(marked('İstanbul', ['istanbul'])).toBe('[İstanbul]');
  expect(marked('no terms', [])).toBe('no terms');
});

it('cuts long texts around the first match, and never through a character', () => {
  const long = `${'x'.repeat(500)}needle${'y'.repeat(500)}`;
  expect(marked(long, ['needle'])).toBe(`…${'x'.repeat(40)}[needle]${'y'.repeat(114)}…`);
  for (let pad = 0; pad < 4; pad += 1) {
    const { text } = excerptOf(`${'x'.repeat(pad)}${'👍'.repeat(300)}needle${'👍'.repeat(300)}`, ['needle']);
    expect(text.isWellFormed()).toBe(true);
  }
});
