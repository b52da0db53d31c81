// The few texts that a shell shows outside the page: tray, menu and notifications. The page's own catalogue is the renderer's.
import type { NotificationWords } from '@hushroom/ipc';

export interface ShellWords extends NotificationWords {
  readonly open: string;
  readonly lock: string;
  readonly quit: string;
  readonly trayTitle: (unread: number) => string;
  readonly trayLocked: string;
  /** Said by a notification where the app began without a window and cannot open the profile by itself. */
  readonly locked: string;
  readonly lockedHelp: string;
  readonly menu: MenuWords;
  readonly reply: string;
}

export interface MenuWords {
  readonly edit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly view: string;
  readonly resetZoom: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly togglefullscreen: string;
}

const en: ShellWords = {
  open: 'Open Hushroom',
  lock: 'Lock now',
  quit: 'Quit',
  trayTitle: (unread) => (unread === 0 ? 'Hushroom' : `Hushroom – ${String(unread)} unread`),
  trayLocked: 'Hushroom – locked',
  locked: 'Hushroom is locked',
  lockedHelp: 'Nothing is received until you unlock it.',
  menu: {
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    resetZoom: 'Actual size',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    togglefullscreen: 'Full screen',
  },
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
  trayLocked: 'Hushroom – gesperrt',
  locked: 'Hushroom ist gesperrt',
  lockedHelp: 'Es kommt nichts an, bis du entsperrst.',
  menu: {
    edit: 'Bearbeiten',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    view: 'Ansicht',
    resetZoom: 'Originalgröße',
    zoomIn: 'Größer',
    zoomOut: 'Kleiner',
    togglefullscreen: 'Vollbild',
  },
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
