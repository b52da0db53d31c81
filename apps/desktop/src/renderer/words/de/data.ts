// German: the profile's data, backups, diagnostics, and the end of an account or a profile.
import type { Words } from '../en/index.ts';
import { counting } from '../plural.ts';

const count = counting('de');

export const data: Words['data'] = {
  where: 'Wo meine Daten sind',
  whereHelp: 'Alle in einem Ordner dieses Computers, verschlüsselt.',
  copyFolder: 'Pfad des Ordners kopieren',
  parts: {
    header: 'Schlüssel, verschlossen mit Passphrase oder Schlüsselbund',
    messages: 'Nachrichten und Kontakte, verschlüsselt',
    files: 'Dateien, verschlüsselt',
    snapshots: 'Tägliche Abbilder der Nachrichten',
    backups: 'Exportierte Sicherungen',
    damaged: 'Bei einem Schaden beiseitegelegt',
    log: 'Fehlerprotokoll, ohne Inhalte',
  },
  snapshot: (when) =>
    `Jeden Tag wird hier ein Abbild der Nachrichten ohne Schlüssel aufbewahrt, falls die Datenbank Schaden nimmt. Das letzte: ${when}.`,
  snapshotNone:
    'Jeden Tag wird hier ein Abbild der Nachrichten ohne Schlüssel aufbewahrt, falls die Datenbank Schaden nimmt. Das erste entsteht bald.',

  backup: 'Sicherung',
  backupHelp:
    'Deine Nachrichten, Kontakte und Einstellungen in einer Datei, verschlüsselt mit einer eigenen Passphrase.',
  export: 'Sicherung exportieren…',
  import: 'Sicherung importieren…',
  exportTitle: 'Sicherung exportieren',
  inIt: 'Enthalten',
  inItList: 'Nachrichten, Unterhaltungen, Kontakte mit dem, was du geprüft hast, Spitznamen, Einstellungen.',
  notInIt: 'Nicht enthalten',
  notInItList:
    'Deine Schlüssel, angehängte Dateien, Nachrichten, die verschwinden, und solche, die noch auf das Relay warten.',
  recovery: 'Passphrase der Sicherung',
  recoveryAgain: 'Passphrase der Sicherung noch einmal',
  recoveryLost: 'Ohne ihre Passphrase kann niemand die Sicherung öffnen',
  recoveryLostHelp: 'Schreib sie auf und verwahre sie getrennt von der Datei.',
  exportNow: 'Exportieren',
  exporting: 'Die Sicherung wird geschrieben',
  exported: (size) => `Die Sicherung ist geschrieben: ${size}`,
  exportedHelp: 'Sie liegt im Ordner dieses Profils. Bewahre eine Kopie auf einer anderen Platte auf.',
  copyPath: 'Pfad kopieren',
  saveCopy: 'Kopie speichern…',

  importTitle: 'Sicherung importieren',
  importHelp:
    'Alte Nachrichten, Kontakte und Einstellungen kommen zurück. Was schon hier ist, bleibt. Dein Konto bleibt das jetzige: andere sehen einen neuen Schlüssel und vergleichen erneut, und in Räume musst du wieder aufgenommen werden.',
  chooseFile: 'Datei wählen…',
  otherFile: 'Andere Datei…',
  backupFile: 'Datei der Sicherung',
  whichBackup: 'Welche Sicherung',
  importNow: 'Importieren',
  reading: 'Die Datei wird gelesen',
  notRead: 'Die Datei ließ sich nicht zu Ende lesen',
  notReadHelp: 'Nichts davon wurde übernommen. Wähle sie noch einmal.',
  imported: 'Die Sicherung ist hier',
  importedCounts: (messages, conversations, contacts) =>
    `Neu hier: ${[
      count(messages, { one: '# Nachricht', other: '# Nachrichten' }),
      count(conversations, { one: '# Unterhaltung', other: '# Unterhaltungen' }),
      count(contacts, { one: '# Kontakt', other: '# Kontakte' }),
    ].join(', ')}.`,

  diagnostics: 'Diagnose',
  diagnosticsHelp:
    'Für jemanden, der dir hilft: Versionen, Zustände und Anzahlen. Kein Name, keine Adresse, keine Nachricht. Du siehst sie, bevor du sie kopierst.',
  showDiagnostics: 'Diagnose zeigen…',
  copyDiagnostics: 'Kopieren',

  ending: 'Entfernen und löschen',
  wipe: 'Von diesem Computer entfernen…',
  wipeTitle: 'Dieses Profil von diesem Computer entfernen?',
  wipeHelp:
    'Seine Schlüssel werden zerstört, sodass niemand seine Nachrichten mehr öffnen kann, und alle seine Dateien entfernt. Exportierte Sicherungen bleiben.',
  wipeKept: 'Dein Konto bleibt auf dem Relay',
  wipeKeptHelp:
    'Niemand kann es mehr benutzen, auch du nicht: seine Schlüssel sind damit fort, und sein Name bleibt vergeben. Andere behalten, was du geschrieben hast.',
  typeProfile: (profile) => `Gib zur Bestätigung den Namen des Profils ein: ${profile}`,
  wipeNow: 'Entfernen',
  delete: 'Konto löschen…',
  deleteTitle: 'Dein Konto löschen?',
  deleteHelp:
    'Es wird für immer vom Relay genommen und sein Name mit ihm: niemand kann diesen Namen wieder haben, auch du nicht. Dann wird dieses Profil von diesem Computer entfernt.',
  deleteKept: 'Was anderswo bleibt',
  deleteKeptHelp:
    'Andere behalten, was du ihnen geschrieben hast. Das Relay behält deinen Namen und deine öffentlichen Schlüssel, als gelöscht vermerkt, und verschlüsselte Nachrichten, bis sie ablaufen.',
  deleteRooms: 'Räume, um die du dich kümmerst',
  deleteRoomsHelp: (rooms) =>
    `Du bist Admin von ${rooms}. Wo es sonst niemand ist, kann niemand mehr den Raum ändern: Mach zuerst jemand anderen zum Admin, und geh.`,
  typeUserName: (userName) => `Gib zur Bestätigung deinen Benutzernamen ein: ${userName}`,
  deleteNow: 'Konto löschen',
};
