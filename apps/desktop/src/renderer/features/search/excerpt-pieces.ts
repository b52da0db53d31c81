// An excerpt as the pieces it is drawn of.
import type { ExcerptView } from '@hushroom/ipc';
import { plainText } from '../../words/plain.ts';

export interface Piece {
  readonly text: string;
  /** Whether it was looked for. */
  readonly match: boolean;
}

/** Takes an excerpt apart. Where the message goes on, an ellipsis says so. */
export function piecesOf({ text, matches, isCutBefore, isCutAfter }: ExcerptView): readonly Piece[] {
  const pieces: Piece[] = [];
  const push = (from: number, to: number, match: boolean): void => {
    // Line breaks and overrides of direction would break the row.
    const piece = plainText(text.slice(from, to)).replaceAll(/\s+/gu, ' ');
    if (piece !== '') pieces.push({ text: piece, match });
  };
  let at = 0;
  for (const { from, to } of matches) {
    push(at, from, false);
    push(from, to, true);
    at = to;
  }
  push(at, text.length, false);
  const ellipsis = { text: '…', match: false };
  return [...(isCutBefore ? [ellipsis] : []), ...pieces, ...(isCutAfter ? [ellipsis] : [])];
}
