// German: the quick switcher.
import type { Words } from '../en/index.ts';

export const switcher: Words['switcher'] = {
  title: 'Gehe zu',
  field: 'Unterhaltung oder Person',
  results: 'Ergebnisse',
  none: 'Nichts mit diesem Namen',
  direct: 'Unterhaltung',
  room: 'Raum',
  past: 'Importiert',
  person: 'Mensch auf diesem Relay',
  searchFor: (text) => `Nachrichten nach „${text}“ durchsuchen`,
};
