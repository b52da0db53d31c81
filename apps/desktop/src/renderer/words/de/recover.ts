// German: a damaged profile.
import type { Words } from '../en/index.ts';

export const recover: Words['recover'] = {
  title: 'Die Nachrichtendatenbank ist beschädigt',
  lead: 'Nichts wurde verändert. Hushroom kann retten, was noch lesbar ist.',
  saved: 'Zu retten',
  savedNow: 'Alle Nachrichten, Kontakte und Einstellungen, die noch zu lesen sind.',
  savedWith: (when) =>
    `Alle Nachrichten, Kontakte und Einstellungen, die noch zu lesen sind, und die übrigen, wie sie im Abbild von ${when} waren.`,
  lost: 'Verloren',
  lostList:
    'Dieses Konto: seine Schlüssel werden nirgends mehr benutzt, denn ältere könnten Nachrichten verraten. Angehängte Dateien und was noch auf das Senden wartete.',
  next: 'Und dann',
  nextList:
    'Ein neues Konto unter anderem Namen liest die geretteten Nachrichten. Andere vergleichen die Sicherheitsnummer neu mit dir, und in Räume musst du wieder aufgenommen werden.',
  opens: 'Was das Profil geöffnet hat',
  now: 'Lesbares retten',
  saving: 'Was übrig ist, wird gelesen',
  nothing: 'Nichts davon war zu lesen',
  nothingHelp:
    'Alles blieb, wie es ist. Gibt es eine Sicherung, dann leg ein anderes Profil an und importiere sie dort. Setze keine ältere Kopie des Ordners an seine Stelle: alte Schlüssel, noch einmal benutzt, könnten Nachrichten verraten.',
  done: 'Deine Nachrichten sind gerettet',
  doneLead: (size) => `${size}, verschlüsselt mit der Passphrase der Sicherung.`,
  doneAside:
    'Die beschädigten Dateien liegen vollständig im selben Ordner beiseite, für jemanden, der mehr damit anfangen kann.',
  doneNext:
    'Leg jetzt ein neues Konto an. Dein alter Benutzername bleibt vergeben, wähle also einen anderen. Gleich danach wird dir die Sicherung angeboten.',
  newAccount: 'Neues Konto anlegen',
  back: 'Noch einmal entsperren',

  bar: 'Die Nachrichtendatenbank ist beschädigt',
  barHelp:
    'Was noch zu lesen ist, lässt sich retten. Je länger sie benutzt wird, desto mehr kann verloren gehen.',
  barNow: 'Sperren und retten…',
};
