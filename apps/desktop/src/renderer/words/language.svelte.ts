// In which language the window speaks: as the system says, or as chosen in a profile.
import { de } from './de/index.ts';
import { en, type Words } from './en/index.ts';

interface Language {
  /** Its name in itself, for the list to choose from. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  readonly words: Words;
}

/** Every complete language, by its BCP 47 code. */
export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr', words: en },
  de: { name: 'Deutsch', direction: 'ltr', words: de },
} as const satisfies Record<string, Language>;

export type LanguageCode = keyof typeof LANGUAGES;
export type LanguageChoice = 'system' | LanguageCode;

export function isLanguage(code: string): code is LanguageCode {
  return Object.hasOwn(LANGUAGES, code);
}

const baseOf = (tag: string): string => tag.split('-', 1)[0]?.toLowerCase() ?? '';

/** The choice and what follows from it. `preferred` are the languages of the system as BCP 47 tags, best first. */
export class LanguageState {
  #preferred = $state.raw<readonly string[]>([]);
  #choice = $state<LanguageChoice>('system');

  readonly code: LanguageCode = $derived.by(() => {
    if (this.#choice !== 'system') return this.#choice;
    return this.#preferred.map(baseOf).find(isLanguage) ?? 'en';
  });
  /** The tag for dates and numbers: with the system's region, if it speaks that language. */
  readonly tag: string = $derived.by(
    () => this.#preferred.find((tag) => baseOf(tag) === this.code) ?? this.code,
  );
  readonly words: Words = $derived(LANGUAGES[this.code].words);

  constructor(preferred: readonly string[] = [], choice: LanguageChoice = 'system') {
    this.#preferred = preferred;
    this.#choice = choice;
  }

  get choice(): LanguageChoice {
    return this.#choice;
  }

  /** Takes a choice: a language that is not known here counts as the system's. */
  choose(choice: string): void {
    this.#choice = isLanguage(choice) ? choice : 'system';
    this.apply();
  }

  /** Takes the languages of the system. */
  begin(preferred: readonly string[]): void {
    this.#preferred = preferred;
    this.apply();
  }

  /** Puts language and direction on the root element. */
  apply(): void {
    document.documentElement.lang = this.code;
    document.documentElement.dir = LANGUAGES[this.code].direction;
  }
}

export const language = new LanguageState();
