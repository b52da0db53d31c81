// The few texts that a shell shows outside the page: tray and notifications. The page's own catalogue is the renderer's.
import type { NotificationWords } from '@hushroom/ipc';

export interface ShellWords extends NotificationWords {
  readonly open: string;
  readonly lock: string;
  readonly quit: string;
  readonly trayTitle: (unread: number) => string;
  readonly reply: string;
}

const en: ShellWords = {
  open: 'Open Hushroom',
  lock: 'Lock now',
  quit: 'Quit',
  trayTitle: (unread) => (unread === 0 ? 'Hushroom' : `Hushroom – ${String(unread)} unread`),
  newMessage: 'New message',
  newMessages: (count) => (count === 1 ? 'New message' : `${String(count)} new messages`),
  request: 'Would like to write to you',
  held: 'A message under a different key: look at the warning first',
  unreadable: 'A message that could not be read',
  picture: 'Picture',
  voice: 'Voice message',
  reply: 'Reply',
};

const de: ShellWords = {
  open: 'Hushroom öffnen',
  lock: 'Jetzt sperren',
  quit: 'Beenden',
  trayTitle: (unread) => (unread === 0 ? 'Hushroom' : `Hushroom – ${String(unread)} ungelesen`),
  newMessage: 'Neue Nachricht',
  newMessages: (count) => (count === 1 ? 'Neue Nachricht' : `${String(count)} neue Nachrichten`),
  request: 'Möchte dir schreiben',
  held: 'Eine Nachricht unter einem anderen Schlüssel: Sieh dir erst die Warnung an',
  unreadable: 'Eine Nachricht, die nicht gelesen werden konnte',
  picture: 'Bild',
  voice: 'Sprachnachricht',
  reply: 'Antworten',
};

/** `locale` is the profile's setting, `system` the computer's language tag. */
export function shellWords(locale: string, system: string): ShellWords {
  const tag = locale === 'system' ? system : locale;
  return tag.toLowerCase().startsWith('de') ? de : en;
}
