// Every emoji that the app's own font can draw, with names and search words in the language of the window. Loaded when
// it is first needed: nobody waits for it to read a message.
import { folded } from '../../words/folded.ts';
import type { LanguageCode } from '../../words/language.svelte.ts';

/** The newest version of Unicode Emoji that the font knows. Later ones would show as boxes or as several signs. */
const EMOJI_VERSION_MAX = 15;

/** Skin tones from none to dark, as Unicode counts them. */
export const TONES = [0, 1, 2, 3, 4, 5] as const;
export type Tone = (typeof TONES)[number];

/** Groups in the order of the picker: the number that the data gives each. Components (2) are no emoji of their own. */
export const GROUPS = {
  smileys: 0,
  people: 1,
  nature: 3,
  food: 4,
  travel: 5,
  activities: 6,
  objects: 7,
  symbols: 8,
  flags: 9,
} as const;
export type GroupName = keyof typeof GROUPS;

/** One emoji. */
export interface Emoji {
  readonly emoji: string;
  readonly label: string;
  /** By {@link Tone}; empty where there are none. */
  readonly skins: readonly string[];
  /** Label and search words, folded. */
  readonly words: string;
}

/** One row of emojibase's data, as far as it is read. */
interface Entry {
  readonly emoji: string;
  readonly label: string;
  readonly tags?: readonly string[];
  readonly group?: number;
  readonly version: number;
  readonly skins?: readonly {
    readonly emoji: string;
    readonly version: number;
    readonly tone?: number | readonly number[];
  }[];
}

const LOADERS: Readonly<Record<LanguageCode, () => Promise<{ readonly default: unknown }>>> = {
  en: () => import('emojibase-data/en/data.json'),
  de: () => import('emojibase-data/de/data.json'),
};

export class EmojiSet {
  readonly groups: Readonly<Record<GroupName, readonly Emoji[]>>;

  private constructor(entries: readonly Entry[]) {
    const byGroup = Map.groupBy(
      entries.filter(({ version, emoji }) => version <= EMOJI_VERSION_MAX && isDrawn(emoji)),
      ({ group }) => group,
    );
    const group = (name: GroupName): readonly Emoji[] => (byGroup.get(GROUPS[name]) ?? []).map(emojiOf);
    this.groups = {
      smileys: group('smileys'),
      people: group('people'),
      nature: group('nature'),
      food: group('food'),
      travel: group('travel'),
      activities: group('activities'),
      objects: group('objects'),
      symbols: group('symbols'),
      flags: group('flags'),
    };
  }

  /** Loads the set with its words in a language. */
  static async load(language: LanguageCode): Promise<EmojiSet> {
    const data = await LOADERS[language]();
    return new EmojiSet(data.default as readonly Entry[]);
  }

  /** Emoji whose name or search words hold every word of the query, best first; at most `limit`. */
  search(query: string, limit: number): readonly Emoji[] {
    const asked = folded(query.trim())
      .split(/\s+/u)
      .filter((word) => word !== '');
    if (asked.length === 0) return [];
    const first = asked[0] ?? '';
    const rank = ({ words }: Emoji): number =>
      words.startsWith(first) ? 0 : words.includes(` ${first}`) ? 1 : 2;
    return Object.values(this.groups)
      .flat()
      .filter(({ words, emoji }) => emoji === query || asked.every((word) => words.includes(word)))
      .map((emoji, order) => ({ emoji, order, rank: rank(emoji) }))
      .sort((a, b) => a.rank - b.rank || a.order - b.order)
      .slice(0, limit)
      .map(({ emoji }) => emoji);
  }
}

/** The emoji in a skin tone; as it is where it has none. */
export function toned({ emoji, skins }: Emoji, tone: Tone): string {
  return skins[tone] ?? emoji;
}

/** The one spelling of an emoji under which reactions are counted: without a variation selector that changes nothing. */
export function canonical(emoji: string): string {
  const bare = emoji.replaceAll('\uFE0F', '');
  return /^\p{RGI_Emoji}$/v.test(bare) ? bare : emoji;
}

/** The font draws a joined sequence as several signs if one of them asks for its coloured form, and has no keycaps. */
function isDrawn(emoji: string): boolean {
  return !/\u20E3|\uFE0F.*\u200D|\u200D.*\uFE0F/u.test(emoji);
}

function emojiOf({ emoji, label, tags, skins }: Entry): Emoji {
  const tones: string[] = [];
  for (const skin of skins ?? []) {
    if (skin.version > EMOJI_VERSION_MAX) continue;
    // Two people may have two tones: the picker offers those where both have the same.
    if (typeof skin.tone === 'number') tones[skin.tone] = canonical(skin.emoji);
  }
  const own = canonical(emoji);
  if (tones.length > 0) tones[0] = own;
  return { emoji: own, label, skins: tones, words: folded([label, ...(tags ?? [])].join(' ')) };
}
