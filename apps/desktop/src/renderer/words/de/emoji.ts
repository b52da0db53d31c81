// German: the emoji picker.
import type { Words } from '../en/index.ts';

export const emoji: Words['emoji'] = {
  title: 'Emoji',
  search: 'Emoji suchen',
  found: 'Gefunden',
  none: 'Kein Emoji mit diesem Namen',
  recent: 'Zuletzt verwendet',
  loading: 'Emoji werden geladen',
  tone: 'Hautton',
  tones: ['Ohne', 'Hell', 'Mittelhell', 'Mittel', 'Mitteldunkel', 'Dunkel'],
  groups: {
    smileys: 'Smileys und Gefühle',
    people: 'Menschen',
    nature: 'Tiere und Natur',
    food: 'Essen und Trinken',
    travel: 'Reisen und Orte',
    activities: 'Aktivitäten',
    objects: 'Gegenstände',
    symbols: 'Symbole',
    flags: 'Flaggen',
  },
};
