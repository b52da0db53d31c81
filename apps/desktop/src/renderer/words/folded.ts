// Letters as they are compared when something is looked for: without case, accents and width.
export function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
}
