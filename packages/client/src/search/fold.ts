// The form in which texts are compared when searching: without case and without accents.

const ASCII_ONLY = /^\p{ASCII}*$/u;
/** The accents of European scripts. Marks of others tell letters apart: タ is not ダ. */
const ACCENTS = /[\u0300-\u036f]/gu;

/** Two texts that differ in case or accents alone fold to the same. */
export function fold(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase();
  // A final sigma is the same letter.
  return text.toLowerCase().normalize('NFD').replaceAll(ACCENTS, '').normalize('NFC').replaceAll('ς', 'σ');
}

export interface FoldedText {
  readonly folded: string;
  /** For each UTF-16 unit of `folded`, and for its end: where the character that it comes from starts in the text. */
  readonly starts: readonly number[];
}

/** Folds a text and remembers where each part came from. */
export function foldWithPlaces(text: string): FoldedText {
  let folded = '';
  const starts: number[] = [];
  let at = 0;
  for (const character of text) {
    const part = fold(character);
    folded += part;
    for (let unit = 0; unit < part.length; unit += 1) starts.push(at);
    at += character.length;
  }
  starts.push(at);
  return { folded, starts };
}
