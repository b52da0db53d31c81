// Every text that the window shows, in the language that is chosen: `words.room.leave`. Reading it in a component or in
// $derived follows a change of the language.
import type { Words } from './en/index.ts';
import { en } from './en/index.ts';
import { language } from './language.svelte.ts';

/** The catalogue of the chosen language, area by area. */
export const words: Words = Object.defineProperties(
  {} as Words,
  Object.fromEntries(
    (Object.keys(en) as (keyof Words)[]).map((area) => [
      area,
      { get: () => language.words[area], enumerable: true },
    ]),
  ),
);
