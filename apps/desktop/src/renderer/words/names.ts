// How people are called here, alone and several in one sentence.
import { language } from './language.svelte.ts';
import { words } from './words.ts';

/** What the user calls people. */
export interface Naming {
  /** One's own user name. */
  readonly me: string;
  /** The nickname where there is one, else the user name. */
  nameOf(userName: string): string;
}

/** "You" for oneself. */
export function nameOrYou(userName: string, naming: Naming): string {
  return userName === naming.me ? words.general.you : naming.nameOf(userName);
}

/** The names with commas and "and" of the language; oneself last. */
export function nameList(userNames: readonly string[], naming: Naming): string {
  const others = userNames.filter((userName) => userName !== naming.me);
  const mine = userNames.filter((userName) => userName === naming.me);
  return titleList([...others, ...mine].map((userName) => nameOrYou(userName, naming)));
}

/** Names as they are, with commas and "and" of the language. */
export function titleList(titles: readonly string[]): string {
  return new Intl.ListFormat(language.tag, { type: 'conjunction' }).format(titles);
}
