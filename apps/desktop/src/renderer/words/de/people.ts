// German: people and their keys.
import type { Words } from '../en/index.ts';

export const people: Words['people'] = {
  verification: {
    verified: 'Verifiziert',
    unverified: 'Nicht verifiziert',
    changed: 'Schlüssel geändert',
    'changed-verified': 'Schlüssel nach der Verifizierung geändert',
  },
  verificationHelp: (verification, name) =>
    ({
      verified: `Ihr habt die Sicherheitsnummern verglichen. Ändert sich der Schlüssel von ${name} je, hält Hushroom an und sagt es dir.`,
      unverified: `Verschlüsselt, und der Schlüssel ist gleich geblieben. Vergleiche die Sicherheitsnummern, um sicher zu sein, dass es der von ${name} ist.`,
      changed: `${name} hat einen anderen Schlüssel als bei eurer ersten Begegnung. Vergleiche, bevor du Wichtiges teilst.`,
      'changed-verified': `Das ist nicht der Schlüssel, den du verifiziert hast. An ${name} wird nichts gesendet, bis du entscheidest.`,
    })[verification],

  person: 'Person',
  member: 'Mitglied',
  deleted: 'Konto gelöscht',
  message: 'Nachricht',
  notReachable: 'Noch nicht erreichbar',

  nickname: 'Spitzname',
  nicknameAsk: 'Spitzname…',
  nicknameTitle: (name) => `Ein Name für ${name}`,
  nicknameHelp: 'Nur du siehst ihn. Der Benutzername bleibt daneben sichtbar.',
  alias: (userName) => `Benutzername: ${userName}`,
  block: 'Blockieren',
  blockAsk: 'Blockieren…',
  unblock: 'Nicht mehr blockieren',
  blocked: 'Blockiert',
  youBlocked: (name) => `Du hast ${name} blockiert`,
  blockedHelp: 'Was dir geschrieben wird, wird verworfen, ohne dass es jemand erfährt.',
  blockTitle: (name) => `${name} blockieren?`,
  blockHelp: (name) =>
    `Direkte Nachrichten und Einladungen von ${name} werden verworfen, und was in Räumen geschrieben wird, zählt nicht als ungelesen. Niemand erfährt davon.`,
  request: 'Nachrichtenanfrage',
  requests: 'Nachrichtenanfragen',
  requestDirect: (name) => `${name} möchte dir schreiben`,
  requestRoom: (name, room) => `${name} lädt dich ein zu ${room}`,
  requestHelp: 'Ihr kennt euch noch nicht. Bis du annimmst, erfährt niemand, ob du das gelesen hast.',
  accept: 'Annehmen',
  deleteRequest: 'Löschen',

  safetyNumber: 'Sicherheitsnummer',
  safetyHelp: 'Auf beiden Bildschirmen gleich, es sei denn, jemand ist dazwischen.',
  loadingSafety: 'Sicherheitsnummer wird geladen',
  compareAgain: 'Noch einmal vergleichen…',
  verifyAsk: (name) => `${name} verifizieren…`,
  removeVerification: 'Verifizierung entfernen',
  forms: 'Form der Sicherheitsnummer',
  digits: 'Ziffern',
  words: 'Wörter',
  qr: 'QR-Code',
  digitsLabel: '60 Ziffern',
  wordsLabel: '12 Wörter',
  qrLabel: (name) => `Sicherheitsnummer mit ${name} als QR-Code`,

  verifyTitle: (name) => `${name} verifizieren`,
  compareLead: 'Wie könnt ihr euch gerade erreichen?',
  together: 'Wir sind am selben Ort',
  togetherHelp: 'Haltet die beiden Bildschirme nebeneinander.',
  togetherGuide: (name) =>
    `Bitte ${name}, in Hushroom die Sicherheitsnummer mit dir zu öffnen. Auf beiden Bildschirmen sollte dieselbe Nummer stehen.`,
  scan: 'Code abscannen',
  scanHelp: 'Mit der Kamera dieses Computers oder aus einem Bild.',
  scanGuide: (name) =>
    `Bitte ${name}, die Sicherheitsnummer mit dir zu öffnen und „QR-Code“ zu wählen. Halte jenen Bildschirm vor die Kamera: Hushroom vergleicht beide Schlüssel.`,
  scanLabel: 'Bild der Kamera',
  verdicts: {
    'other-relay': {
      title: () => 'Dieser Code gehört zu einem anderen Relay',
      help: (name) =>
        `Stellt sicher, dass du und ${name} dieses Relay vor euch habt, und scanne noch einmal.`,
    },
    'other-people': {
      title: () => 'Dieser Code handelt von anderen',
      help: (name) =>
        `Stellt sicher, dass ${name} die Sicherheitsnummer mit dir zeigt und nicht die mit jemand anderem, und scanne noch einmal.`,
    },
    'their-key-differs': {
      title: (name) => `Der Schlüssel hier ist nicht der von ${name}`,
      help: (name) =>
        `Das Relay hat dir einen anderen Schlüssel gegeben als den auf dem Bildschirm von ${name}. Vielleicht ist jemand dazwischen. Teile hier keine Geheimnisse, und sag es ${name} auf einem anderen Weg.`,
    },
    'my-key-differs': {
      title: (name) => `${name} wurde ein anderer Schlüssel als deiner gezeigt`,
      help: (name) =>
        `Vielleicht gibt sich jemand gegenüber ${name} als du aus. Teile hier keine Geheimnisse, und sag es ${name} auf einem anderen Weg.`,
    },
  },
  rosterDiffers: 'Das Relay zeigt euch zwei verschiedene Listen von Menschen',
  rosterDiffersHelp:
    'Eure Schlüssel stimmen überein, aber das Relay sagt euch beiden Verschiedenes. Verlass dich nicht darauf.',
  call: 'Wir telefonieren',
  callHelp: 'Lest einander zwölf Wörter vor.',
  callGuide: (name) =>
    `Bitte ${name}, die Sicherheitsnummer mit dir zu öffnen und „Wörter“ zu wählen. Wechselt euch ab: du liest eine Zeile, ${name} die nächste.`,
  paste: 'Ich habe die Nummer bekommen',
  pasteHelp: 'Auf einem anderen Weg als über dieses Relay.',
  pasteGuide:
    'Eine Nummer, die über dieses Relay kam, beweist nichts: nimm eine aus einem Brief, von einer Karte oder aus einer anderen App.',
  pasteField: (name) => `Die 60 Ziffern von ${name}`,
  pasteCount: (digits) => `${digits} von 60 Ziffern`,
  compare: 'Vergleichen',
  same: 'Sie sind gleich',
  different: 'Sie sind verschieden',
  matchedTitle: 'Verifiziert',
  matched: (name) =>
    `Die Schlüssel stimmen überein. ${name} trägt jetzt das Zeichen, in deinen Listen und über der Unterhaltung. Ändert sich der Schlüssel je, hält Hushroom an und sagt es dir.`,
  differsTitle: 'Sie sind verschieden',
  differed: 'Ihr habt verglichen, und die Nummern waren verschieden',
  differedHelp: (name) =>
    `Der Schlüssel hier war nicht der von ${name}. Teile keine Geheimnisse, bis ihr noch einmal verglichen habt und die Nummern gleich sind.`,
  differs: (name) => `Teile hier keine Geheimnisse mit ${name}`,
  differsHelp: (name) =>
    `Stellt zuerst sicher, dass ihr beide die Sicherheitsnummer miteinander vor euch habt und nicht die mit jemand anderem. Sind die Nummern immer noch verschieden, hat vielleicht das Relay oder jemand, der es beherrscht, einen eigenen Schlüssel dazwischengesetzt. Sag es ${name} auf einem anderen Weg.`,
};
