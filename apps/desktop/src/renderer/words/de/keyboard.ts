// German: the keyboard.
import type { Words } from '../en/index.ts';

export const keyboard: Words['keyboard'] = {
  title: 'Tastenkürzel',
  anywhere: 'Überall',
  writing: 'Schreiben',
  around: 'Sich bewegen',
  actions: {
    switcher: 'Zu einer Unterhaltung oder Person',
    search: 'Alle Nachrichten durchsuchen',
    previous: 'Vorige Unterhaltung',
    next: 'Nächste Unterhaltung',
    previousUnread: 'Vorige ungelesene Unterhaltung',
    nextUnread: 'Nächste ungelesene Unterhaltung',
    settings: 'Einstellungen',
    lock: 'Jetzt sperren',
    sheet: 'Diese Liste',
  },
  send: 'Senden',
  newLine: 'Neue Zeile',
  region: 'Nächster Bereich',
  rows: 'Nächste Zeile einer Liste',
  menu: 'Menü einer Zeile',
  escape: 'Oberstes schließen',
  modifiers: { main: 'Strg', shift: 'Umschalt', alt: 'Alt', super: 'Super' },
  command: '⌘',
  named: {
    ArrowUp: '↑',
    ArrowDown: '↓',
    Enter: 'Eingabe',
    Space: 'Leertaste',
    Escape: 'Esc',
    Tab: 'Tab',
    F10: 'F10',
  },
};
