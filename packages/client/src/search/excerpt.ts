// The part of a message's text that a search result shows, and where in it the terms stand.
import type { ExcerptView } from '@hushroom/ipc';
import { fold, foldWithPlaces } from './fold.ts';

/** UTF-16 units: about two lines of a result. */
const EXCERPT_CHARS = 160;
/** How much is shown before the first match. */
const BEFORE_CHARS = 40;

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Cuts an excerpt around the first term that is found; from the beginning where none is. */
export function excerptOf(text: string, terms: readonly string[]): ExcerptView {
  const matches = rangesOf(text, terms);
  const first = matches[0]?.from ?? 0;
  const from = text.length <= EXCERPT_CHARS ? 0 : boundary(text, Math.max(0, first - BEFORE_CHARS));
  const to = boundary(text, Math.min(text.length, from + EXCERPT_CHARS));
  return {
    text: text.slice(from, to),
    matches: matches
      .filter((match) => match.from < to && match.to > from)
      .map((match) => ({ from: Math.max(0, match.from - from), to: Math.min(to, match.to) - from })),
    isCutBefore: from > 0,
    isCutAfter: to < text.length,
  };
}

/** Where the terms stand, in ascending order and without overlaps. */
function rangesOf(text: string, terms: readonly string[]): Range[] {
  const { folded, starts } = foldWithPlaces(text);
  const found: Range[] = [];
  for (const term of terms.map(fold).filter((folds) => folds !== '')) {
    for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + term.length)) {
      // The accents that follow the last letter belong to it: up to the start of the next one.
      found.push({ from: starts[at] ?? 0, to: starts[at + term.length] ?? text.length });
    }
  }
  const merged: Range[] = [];
  for (const range of found.sort((left, right) => left.from - right.from)) {
    const last = merged.at(-1);
    if (last !== undefined && range.from < last.to) {
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    } else merged.push(range);
  }
  return merged;
}

/** The place itself, or the one before it where it would split a surrogate pair. */
function boundary(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
