// German: notifications of the browser.
import type { Words } from '../en/index.ts';

export const notification: Words['notification'] = {
  newMessage: 'Neue Nachricht',
  newMessages: (messages) => (messages === 1 ? 'Neue Nachricht' : `${messages} neue Nachrichten`),
  request: 'Möchte dir schreiben',
  held: 'Eine Nachricht unter einem anderen Schlüssel: Sieh dir erst die Warnung an',
  unreadable: 'Eine Nachricht, die nicht gelesen werden konnte',
  picture: 'Bild',
  voice: 'Sprachnachricht',

  allow: 'Benachrichtigungen erlauben',
  allowHelp: 'Dein Browser fragt noch einmal nach. Er zeigt sie, solange diese Seite offen ist.',
  allowed:
    'Benachrichtigungen sind an. Ausschalten lassen sie sich in den Einstellungen deines Browsers für diese Seite.',
  refused: 'Dein Browser hat abgelehnt. Das lässt sich in seinen Einstellungen für diese Seite ändern.',
};
