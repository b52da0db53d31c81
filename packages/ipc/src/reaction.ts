// What may be a reaction: one emoji, as people see it, and nothing that could stack or hide.
import { REACTION_BYTES_MAX } from './limits.ts';

const utf8 = new TextEncoder();
/** Made at its first use, because making one costs every process that loads this file 30 ms. */
let graphemes: Intl.Segmenter | null = null;

/** Code points that emoji are made of (UTS #51): pictures, skin tones, flags, keycaps, joiners and tags. */
const PARTS =
  /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}0-9#*\u{20e3}\u{200d}\u{fe0f}\u{e0020}-\u{e007f}]+$/u;
/** A digit or a joiner alone is no emoji. */
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u{20e3}/u;

/** Whether a text is exactly one emoji. Newer ones than this program knows pass where they are built as emoji are. */
export function isReaction(text: string): boolean {
  if (utf8.encode(text).length > REACTION_BYTES_MAX || !PARTS.test(text) || !PICTURE.test(text)) return false;
  graphemes ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  return [...graphemes.segment(text)].length === 1;
}
