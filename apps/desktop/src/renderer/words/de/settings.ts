// German: the settings.
import type { Words } from '../en/index.ts';
import { counting } from '../plural.ts';

const count = counting('de');

export const settings: Words['settings'] = {
  title: 'Einstellungen',
  sections: 'Bereiche der Einstellungen',
  section: {
    account: 'Konto',
    privacy: 'Privatsphäre',
    notifications: 'Mitteilungen',
    appearance: 'Aussehen',
    keyboard: 'Tastatur',
    data: 'Daten',
    about: 'Über',
  },

  others: 'Was andere erfahren',
  readReceipts: 'Lesebestätigungen',
  readReceiptsHelp:
    'Andere sehen, wann du ihre Nachrichten gelesen hast. Schaltest du das aus, siehst du es auch bei ihnen nicht.',
  typing: 'Tippen',
  typingHelp: 'Andere sehen, wenn du tippst. Schaltest du das aus, siehst du es auch bei ihnen nicht.',
  computer: 'Auf diesem Computer',
  idleLock: 'Automatisch sperren nach',
  idleLockHelp:
    'Solange gesperrt ist, sind die Schlüssel nicht im Speicher, bis du deine Passphrase eingibst.',
  idleLockHelpKeychain:
    'Solange gesperrt ist, sind die Schlüssel nicht im Speicher. Der Schlüsselbund holt sie auf einen Klick zurück, wer auch immer hier sitzt.',
  idleMinutes: (minutes) =>
    minutes === 0
      ? 'Nie'
      : minutes % 60 === 0
        ? count(minutes / 60, { one: '# Stunde', other: '# Stunden' })
        : count(minutes, { one: '# Minute', other: '# Minuten' }),
  protection: 'Was dieses Profil öffnet',
  changePassphraseAsk: 'Passphrase ändern…',
  addPassphraseAsk: 'Passphrase hinzufügen…',
  changePassphrase: 'Passphrase ändern',
  addPassphrase: 'Passphrase hinzufügen',
  changePassphraseNow: 'Ändern',
  currentPassphrase: 'Aktuelle Passphrase',
  newPassphrase: 'Neue Passphrase',
  againPassphrase: 'Neue Passphrase noch einmal',
  passphrasesDiffer: 'Die beiden sind verschieden.',
  keychain: 'Auch mit dem Schlüsselbund dieses Computers öffnen',
  keychainHelp: 'Du musst die Passphrase dann nicht eingeben. Sie gilt weiter.',
  keychainOnly:
    'Nur der Schlüsselbund öffnet dieses Profil. Füge eine Passphrase hinzu, bevor du ihn abschaltest.',
  keychainOn: 'Mit dem Schlüsselbund öffnen',
  keychainOff: 'Nicht mehr mit dem Schlüsselbund öffnen',
  keychainOffHelp: 'Von nun an öffnet nur die Passphrase dieses Profil.',
  apply: 'Anwenden',
  screenCapture: 'Fenster aus Bildschirmfotos heraushalten',
  screenCaptureHelp:
    'Das System wird gebeten, es in Aufnahmen und geteilten Bildschirmen auszulassen. Nicht jedes System kann das.',

  content: 'Eine Mitteilung zeigt',
  contentHelp: 'Wer nahe an deinem Bildschirm steht, kann sie lesen.',
  contents: { 'name-and-text': 'Name und Text', name: 'Nur den Namen', nothing: 'Keins von beiden' },
  sounds: 'Töne',
  background: 'Im Hintergrund',
  closeToTray: 'Beim Schließen des Fensters bleibt Hushroom im Infobereich',
  startHidden: 'Ohne Fenster starten',
  launchAtLogin: 'Starten, wenn ich mich anmelde',
  shortcut: 'Fenster von überall zeigen und verbergen',
  shortcutHelp: 'Diese Tasten wirken auch in jedem anderen Programm.',
  shortcutChange: 'Tasten ändern',
  shortcutPress: 'Drücke die Tasten zusammen',
  shortcutRefused: 'Diese Tasten sind vergeben',
  shortcutRefusedHelp: 'Ein anderes Programm benutzt sie. Wähle andere.',

  theme: 'Farben',
  themes: { system: 'System', light: 'Hell', dark: 'Dunkel', 'high-contrast': 'Hoher Kontrast' },
  textSize: 'Textgröße',
  percent: (percent) => `${percent} %`,
  language: 'Sprache',
  languageOfSystem: 'System',

  version: (version) => `Version ${version}`,
  about: 'Ende-zu-Ende-verschlüsselter Chat über ein Relay, dem niemand vertrauen muss.',
  licence: 'Freie Software unter der GNU Affero General Public License, Version 3 oder neuer.',
};
