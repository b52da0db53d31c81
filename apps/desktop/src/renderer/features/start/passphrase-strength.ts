// A hint at how long a passphrase would stand against someone who has the disk. It is a rough floor, and says so.

/** 0 nothing typed, 1 weak, 2 fair, 3 good, 4 strong. */
export type PassphraseStrength = 0 | 1 | 2 | 3 | 4;

/** What people type first, and so what is tried first. */
const COMMON =
  /^(pass(word|wort|phrase)?|qwert[yz]?|letmein|welcome|admin|login|secret|iloveyou|monkey|dragon|hushroom|abc|test)/i;

const CLASSES: readonly [RegExp, number][] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[^a-zA-Z0-9]/, 33],
];

/** Characters that say something new: repeats, and runs like "abcd" or "4321", count once. */
function freshCharacters(text: string): number {
  let fresh = 0;
  let step: number | null = null;
  for (let index = 0; index < text.length; index++) {
    const next = index === 0 ? null : text.charCodeAt(index) - text.charCodeAt(index - 1);
    if (next === null || Math.abs(next) > 1 || next !== step) fresh++;
    step = next;
  }
  return fresh;
}

/** Bits that a guesser who knows people would need at least. */
function guessedBits(text: string): number {
  const alphabet = CLASSES.reduce((size, [kind, count]) => (kind.test(text) ? size + count : size), 0);
  const fresh = freshCharacters(text.replace(COMMON, 'x'));
  const byCharacter = fresh * Math.log2(Math.max(alphabet, 2)) * 0.75;
  // Several words are guessed word by word: 12 bits for each different one, and a little for what is put between them.
  const words = text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  const between = text.replaceAll(/[\p{L}\s]/gu, '').length;
  return words.length >= 3 ? Math.min(byCharacter, new Set(words).size * 12 + between * 3) : byCharacter;
}

/** Judges a passphrase as it is typed. */
export function passphraseStrength(text: string): PassphraseStrength {
  if (text === '') return 0;
  const bits = guessedBits(text);
  if (bits < 36) return 1;
  if (bits < 48) return 2;
  return bits < 64 ? 3 : 4;
}
