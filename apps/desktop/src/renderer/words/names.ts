// Several people in one sentence.
import { language } from './language.svelte.ts';
import { words } from './words.ts';

/** The names with commas and "and" of the language; oneself last. */
export function nameList(userNames: readonly string[], me: string): string {
  const others = userNames.filter((name) => name !== me);
  const names = others.length < userNames.length ? [...others, words.general.you] : others;
  return new Intl.ListFormat(language.tag, { type: 'conjunction' }).format(names);
}
