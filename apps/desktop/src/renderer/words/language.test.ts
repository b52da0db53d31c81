import { describe, expect, it } from 'vitest';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { language, LanguageState, LANGUAGES } from './language.svelte.ts';
import { counting } from './plural.ts';
import { words } from './words.ts';

/** Every key of a catalogue as a path. A function is a key like any other. */
function keys(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => keys(inner, `${path}.${key}`));
}

/** Texts that are the same in two languages on purpose: names, and words that both have. */
const SHARED_MAX = 0.12;

describe('catalogue', () => {
  it.each(Object.entries(LANGUAGES))(
    '%s has every key of the first language, and no other',
    (_, { words }) => {
      expect(keys(words).toSorted()).toEqual(keys(en).toSorted());
    },
  );

  it('is translated, not copied', () => {
    const texts = (catalogue: object) => JSON.stringify(catalogue).match(/"[^"]{3,}"(?=[,}\]])/g) ?? [];
    const english = new Set(texts(en));
    const same = texts(de).filter((text) => english.has(text));
    expect(same.length).toBeLessThan(english.size * SHARED_MAX);
  });
});

describe('LanguageState', () => {
  it('follows the system, with its region for dates, and English where nothing fits', () => {
    const german = new LanguageState(['fr-FR', 'de-AT', 'en-GB']);
    expect([german.code, german.tag, german.words]).toEqual(['de', 'de-AT', de]);
    expect(new LanguageState(['fr-FR']).code).toBe('en');
    expect(new LanguageState([]).tag).toBe('en');
  });

  it('takes the choice over the system', () => {
    const chosen = new LanguageState(['en-GB'], 'de');
    expect([chosen.code, chosen.tag]).toEqual(['de', 'de']);
  });
});

it('words are those of the language of the window', () => {
  expect(words.room).toBe(language.words.room);
});

it('counts by the plural rules of a language', () => {
  const polish = counting('pl');
  const forms = { one: '# plik', few: '# pliki', many: '# plików', other: '# pliku' };
  expect([1, 3, 5, 22].map((count) => polish(count, forms))).toEqual([
    '1 plik',
    '3 pliki',
    '5 plików',
    '22 pliki',
  ]);
});
