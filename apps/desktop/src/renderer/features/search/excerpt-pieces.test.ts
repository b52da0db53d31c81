import { expect, it } from 'vitest';
import { piecesOf } from './excerpt-pieces.ts';

it('an excerpt is drawn with what was looked for marked, on one line, and without overrides of direction', () => {
  const excerpt = {
    text: 'two\n\nfig \u202Etrees, one fig',
    matches: [
      { from: 5, to: 8 },
      { from: 21, to: 24 },
    ],
    isCutBefore: true,
    isCutAfter: false,
  };
  expect(piecesOf(excerpt)).toEqual([
    { text: '…', match: false },
    { text: 'two ', match: false },
    { text: 'fig', match: true },
    { text: ' trees, one ', match: false },
    { text: 'fig', match: true },
  ]);
});
