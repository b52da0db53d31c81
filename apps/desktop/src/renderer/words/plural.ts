// Counted things, by the plural rules of a language.

export type Forms = { readonly other: string } & { readonly [rule in Intl.LDMLPluralRule]?: string };

/** Makes the function that says a number of things in a language (BCP 47). `#` in a form stands for the number. */
export function counting(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const digits = new Intl.NumberFormat(language);
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replaceAll('#', digits.format(count));
}
