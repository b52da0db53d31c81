// German: the pages before the window.
import type { Words } from '../en/index.ts';

export const start: Words['start'] = {
  welcome: 'Willkommen bei Hushroom',
  welcomeLead: 'Rede über ein Relay, das nicht mitlesen kann.',
  welcomeFoot:
    'Schlüssel bleiben auf diesem Computer. Das Relay bekommt einen Namen und einen öffentlichen Schlüssel.',
  relay: 'Adresse des Relays',
  relayEmpty: 'Wer das Relay betreibt, hat sie dir gegeben. Sie beginnt mit hushroom://',
  relayPartial: 'Eine ganze Adresse beginnt mit hushroom:// und endet mit der Kennung des Relays.',
  relayLocal: 'Das Relay auf diesem Computer',
  relayWithoutId:
    'Die Adresse nennt seinen Schlüssel nicht: Zertifizierungsstellen bürgen für es, wie bei einer Website.',
  relayWithId: (id) => `Kennung ${id} …`,
  relayChange: 'Ändern',
  scan: 'Einladung einlesen',
  scanHelp:
    'Halte den Code der Einladung in die Kamera. Das Relay darin wird gezeigt, bevor etwas gesendet wird.',
  scanForeign: 'Dieser Code ist keine Einladung',
  scanForeignHelp: 'Der Code einer Einladung enthält eine Adresse, die mit hushroom:// beginnt.',
  userName: 'Benutzername',
  userNameRule: 'Was andere sehen: Kleinbuchstaben, Ziffern und . _ -',
  invite: 'Einladungscode',
  haveInvite: 'Ich habe einen Einladungscode',
  haveBackup: 'Ich habe eine Sicherung',
  withBackup: 'Danach kommt deine Sicherung',
  withBackupHelp:
    'Leg zuerst ein neues Konto an: Schlüssel sind nie in einer Sicherung. Dann wähle die Datei, und deine Nachrichten und Kontakte sind wieder da.',
  create: 'Konto anlegen',
  creating: 'Deine Schlüssel entstehen',
  holder: 'Dieses Profil schützen mit',
  holderPassphrase: 'Einer Passphrase',
  holderKeychain: 'Dem Schlüsselbund dieses Computers',
  keychainTitle: 'Wer dein Benutzerkonto auf diesem Computer nutzen kann, kann Hushroom öffnen',
  keychainHelp:
    'Der Schlüsselbund bewahrt den Schlüssel. Ohne diesen Computer kann ihn niemand wiederherstellen.',
  keychainWeak: 'Der Schlüsselbund dieses Computers wird nicht benutzt',
  keychainWeakHelp:
    'Er verbirgt nur, was er enthält: jedes Programm könnte den Schlüssel lesen. Eine Passphrase schützt dein Profil.',
  lost: 'Eine verlorene kann niemand wiederherstellen: schreib sie auf.',
  lostTitle: 'Eine verlorene Passphrase lässt sich nicht wiederherstellen',
  lostHelp: 'Niemand kann sie zurücksetzen. Schreib sie auf und verwahre sie sicher.',

  passphrase: 'Passphrase',
  showPassphrase: 'Passphrase zeigen',
  hidePassphrase: 'Passphrase verbergen',
  strength: [
    'Vier oder mehr zufällige Wörter sind eine gute.',
    'Schwach: von einem Computer schnell erraten.',
    'Mäßig: ein entschlossener Angreifer könnte sie erraten.',
    'Gut.',
    'Stark.',
  ],

  locked: 'Hushroom ist gesperrt',
  lockedLead: 'Deine Nachrichten liegen verschlüsselt auf diesem Computer.',
  profile: (name) => `Profil ${name}`,
  unlock: 'Entsperren',
  unlocking: 'Wird entsperrt',
  unlockKeychain: 'Mit dem Schlüsselbund dieses Computers entsperren',
  keychainAway: 'Nur ein Schlüsselbund öffnet dieses Profil, und hier ist er nicht verfügbar',
  keychainAwayHelp:
    'Öffne das Profil in der Desktop-App auf dem Computer, auf dem es angelegt wurde. Dort lässt sich in den Einstellungen eine Passphrase hinzufügen.',
  lockedFoot:
    'Niemand kann eine Passphrase zurücksetzen: nicht das Relay und nicht die Menschen hinter Hushroom.',

  failed: 'Hushroom lässt sich nicht öffnen',
  failedLead: 'Nichts wurde verändert.',
  keysDamaged: {
    title: 'Die Datei mit den Schlüsseln dieses Profils ist beschädigt',
    help: 'Ohne sie lässt sich im Profil nichts öffnen. Gibt es eine Sicherung, dann leg ein anderes Profil an und importiere sie dort.',
  },
};
