// German: the search of messages.
import type { Words } from '../en/index.ts';
import { counting } from '../plural.ts';

const count = counting('de');

export const search: Words['search'] = {
  title: 'Nachrichten durchsuchen',
  placeholder: 'Nachrichten durchsuchen',
  field: 'Wonach gesucht wird',
  filters: 'Filter',
  inConversation: 'In',
  anyConversation: 'Jede Unterhaltung',
  by: 'Von',
  anyone: 'Allen',
  when: 'Wann',
  anyTime: 'Jederzeit',
  today: 'Heute',
  lastDays: (days) => count(days, { one: 'Letzter Tag', other: 'Letzte # Tage' }),
  between: 'Zeitraum …',
  since: 'Ab',
  until: 'Bis',
  hasFile: 'Mit Datei',
  begin: 'Durchsuche alles, was du hast',
  beginHelp: 'Ein Teil eines Wortes genügt. Nichts davon verlässt diesen Computer.',
  none: 'Nichts gefunden',
  noneHelp: 'Versuche es mit weniger Wörtern oder Filtern. Verschwindende Nachrichten werden nie gefunden.',
  found: (hits) => count(hits, { one: '# Nachricht gefunden', other: '# Nachrichten gefunden' }),
  more: 'Mehr zeigen',
  inHere: 'In dieser Unterhaltung suchen',
};
