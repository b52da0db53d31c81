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
  onlineNow: 'Gerade online',
  message: 'Nachricht',
  notReachable: 'noch nicht erreichbar',

  safetyNumber: 'Sicherheitsnummer',
  safetyHelp: 'Auf beiden Bildschirmen gleich, es sei denn, jemand ist dazwischen.',
  loadingSafety: 'Sicherheitsnummer wird geladen',
  compareAgain: 'Noch einmal vergleichen…',
  compareWith: (name) => `Mit ${name} vergleichen…`,
  removeVerification: 'Verifizierung entfernen',
  forms: 'Form der Sicherheitsnummer',
  digits: 'Ziffern',
  words: 'Wörter',
  qr: 'QR-Code',
  digitsLabel: '60 Ziffern',
  wordsLabel: '12 Wörter',
  qrLabel: (name) => `Sicherheitsnummer mit ${name} als QR-Code`,

  compareTitle: (name) => `Mit ${name} vergleichen`,
  compareLead: 'Wie könnt ihr euch gerade erreichen?',
  together: 'Wir sind am selben Ort',
  togetherHelp: 'Haltet die beiden Bildschirme nebeneinander.',
  togetherGuide: (name) =>
    `${name} öffnet dich in Hushroom und kommt zur selben Nummer. Seht auf beide Bildschirme.`,
  call: 'Wir telefonieren',
  callHelp: 'Lest einander zwölf Wörter vor.',
  callGuide: (name) =>
    `Öffne ${name} bei dir und lass ${name} dich öffnen. Wechselt euch ab: du liest eine Zeile, ${name} die nächste.`,
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
    `Niemand ist dazwischen. Das Zeichen steht überall, wo ${name} steht, und ändert sich der Schlüssel je, hält Hushroom an und sagt es dir.`,
  differsTitle: 'Sie sind verschieden',
  differs: (name) => `Teile hier keine Geheimnisse mit ${name}`,
  differsHelp: (name) =>
    `Stellt zuerst sicher, dass ihr beide einander geöffnet habt und nicht jemand anderen. Sind die Nummern immer noch verschieden, hat vielleicht das Relay oder jemand, der es beherrscht, einen eigenen Schlüssel dazwischengesetzt. Sag es ${name} auf einem anderen Weg.`,
};
