// The emoji picker.
export const emoji = {
  title: 'Emoji',
  search: 'Search emoji',
  found: 'Found',
  none: 'No emoji by that name',
  recent: 'Used of late',
  loading: 'Loading emoji',
  tone: 'Skin tone',
  tones: ['Default', 'Light', 'Medium light', 'Medium', 'Medium dark', 'Dark'] as readonly [
    string,
    string,
    string,
    string,
    string,
    string,
  ],
  groups: {
    smileys: 'Smileys and feelings',
    people: 'People',
    nature: 'Animals and nature',
    food: 'Food and drink',
    travel: 'Travel and places',
    activities: 'Activities',
    objects: 'Objects',
    symbols: 'Symbols',
    flags: 'Flags',
  },
};
