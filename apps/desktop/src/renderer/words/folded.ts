// Letters as they are compared when something is looked for: without case, accents and width.

/** Whether what is typed is in one of the names. */
export function isCalled(typed: string, ...names: readonly string[]): boolean {
  const wanted = folded(typed.trim());
  return names.some((name) => folded(name).includes(wanted));
}

export function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
}
