// Text of others made safe to stand among ours. Nothing is taken from a message that a person would miss: what goes are
// signs that have no shape of their own and turn around, hide or imitate the text beside them.
import { unmarked } from '../features/message/rich-text.ts';
import { words } from './words.ts';

/** Overrides and embeddings of direction (Unicode 5.2 to 6.2); isolates and marks stay, they end with their line. */
const OVERRIDES = /[\u202A-\u202E]/gu;
/** In names nothing invisible stays at all, besides what joins letters and emoji: two names that look alike would differ. */
const INVISIBLE = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\u2028\u2029\u115F\u1160\u3164\uFFA0\u2800]/gu;

/** More marks than any language stacks on one letter: the rest would only cover the lines around it. */
const STACKED = /(\p{M}{8})\p{M}+/gu;

/** A message as it is shown. */
export function plainText(text: string): string {
  return text.replaceAll(OVERRIDES, '').replaceAll(STACKED, '$1');
}

/** Whether a text has anything that leaves a trace on the screen. */
export function isVisible(text: string): boolean {
  return text.replaceAll(INVISIBLE, '').replaceAll(/[\s\p{M}\u200C\u200D]/gu, '') !== '';
}

/** A name or title as it is shown: one line, nothing invisible, spaces single. Never empty. */
export function plainName(name: string): string {
  const plain = name.replaceAll(/\s+/gu, ' ').replaceAll(INVISIBLE, '').replaceAll(/ {2,}/g, ' ').trim();
  return plain === '' ? words.general.unnamed : plain;
}

/** The beginning of a message for one line of a list, without the marks of its looks. */
export function preview(text: string): string {
  return unmarked(plainText(text).slice(0, 200)).replaceAll(/\s+/gu, ' ').trim();
}
