import { isReaction } from '@hushroom/ipc';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonical, EmojiSet, toned, type Emoji } from './emoji-set.ts';

let english: EmojiSet;
let german: EmojiSet;
const all = (set: EmojiSet): readonly Emoji[] => Object.values(set.groups).flat();
const found = (set: EmojiSet, query: string): readonly string[] =>
  set.search(query, 20).map(({ emoji }) => emoji);

beforeAll(async () => {
  [english, german] = await Promise.all([EmojiSet.load('en'), EmojiSet.load('de')]);
});

describe('EmojiSet', () => {
  it('holds every emoji once, each of which the engine takes as a reaction', () => {
    const emoji = all(english).flatMap((one) => [one.emoji, ...one.skins.slice(1)]);
    expect(new Set(emoji).size).toBe(emoji.length);
    expect(emoji.filter((one) => !isReaction(one))).toEqual([]);
    expect(all(german)).toHaveLength(all(english).length);
  });

  it('finds by name and by other words, the nearest first, in the language of the window', () => {
    expect(found(english, 'seedling')[0]).toBe('🌱');
    expect(found(english, 'thumbs UP')).toContain('👍');
    expect(found(german, 'pilz')).toContain('🍄');
    expect(found(german, 'kase')).toEqual(found(german, 'Käse'));
    expect(found(english, 'no such emoji')).toEqual([]);
    expect(found(english, ' ')).toEqual([]);
  });

  it('gives the skin tone that is chosen, where there are any', () => {
    const thumb = all(english).find(({ emoji }) => emoji === '👍')!;
    expect([toned(thumb, 0), toned(thumb, 5)]).toEqual(['👍', '👍🏿']);
    expect(
      toned(
        all(english).find(({ emoji }) => emoji === '🌱')!,
        3,
      ),
    ).toBe('🌱');
  });
});

it('counts one emoji under one spelling', () => {
  expect([canonical('👍\uFE0F'), canonical('❤\uFE0F')]).toEqual(['👍', '❤\uFE0F']);
});
