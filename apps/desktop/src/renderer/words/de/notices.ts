// German: alarms of a conversation.
import type { Words } from '../en/index.ts';

export const notices: Words['notices'] = {
  identityChangedVerified: (name) => ({
    title: `${name} hat jetzt einen anderen Schlüssel`,
    help: `Du hattest ${name} verifiziert, und das ist nicht jener Schlüssel. Vielleicht wurde Hushroom neu eingerichtet, vielleicht gibt sich jemand als ${name} aus. Nichts wird gesendet, bis du entscheidest.`,
  }),
  identityChangedDiffers: (name) => ({
    title: `${name} hat jetzt einen anderen Schlüssel`,
    help: `Du hast ihn verglichen, und er ist nicht der von ${name}. Vielleicht gibt sich jemand für diese Person aus. Es wird nichts gesendet, bis du entscheidest.`,
  }),
  identityChanged: (name) => ({
    title: `${name} hat jetzt einen anderen Schlüssel`,
    help: 'Das geschieht, wenn jemand Hushroom neu einrichtet. Es geschieht auch, wenn sich jemand für die Person ausgibt. Der Vergleich der Sicherheitsnummern sagt, was es ist.',
  }),
  keyDiffers: (name) => ({
    title: `Das ist vielleicht nicht ${name}`,
    help: `Du hast die Sicherheitsnummern verglichen, und sie sind verschieden. Vielleicht liest jemand mit, was du hier schreibst: Teile nichts Wichtiges, bis sie gleich sind.`,
  }),
  historyDiffers: (who, people) => ({
    title:
      people === 1
        ? `${who} und das Relay zeigen verschiedene Verläufe`
        : `${who} zeigen einen anderen Verlauf als das Relay`,
    help: `Eine Seite hat hier Nachrichten, die die andere nicht hat. Nachrichten werden weiter angezeigt: Bevor du dich darauf verlässt, frag ${who} auf einem anderen Weg, was dort steht.`,
  }),
  relayForked: {
    title: 'Das Relay hat zwei verschiedene Verläufe gezeigt',
    help: 'Wofür es einsteht, ist nicht, was es hier geliefert hat. Verlass dich nicht auf dieses Relay; sag es den anderen auf einem anderen Weg.',
  },
  messagesWithheld: {
    title: 'Das Relay hält Nachrichten zurück',
    help: 'Andere haben hier neuere Nachrichten gesehen, und das Relay hat sie nicht geliefert. Bleibt das so, frag die anderen auf einem anderen Weg.',
  },

  writeAnyway: 'Ohne Verifizierung schreiben',
  writeAnywayAsk: 'Ohne Verifizierung schreiben…',
  writeAnywayTitle: (name) => `${name} ohne Verifizierung schreiben?`,
  writeAnywayHelp: (name) =>
    `Von nun an kann deine Nachrichten lesen, wer den neuen Schlüssel hat. Ist das nicht ${name}, würdest du es nicht merken. Deine frühere Verifizierung wird entfernt.`,
  goOn: 'Weiter',
  removeAsk: 'Aus dem Raum entfernen…',
  removeHelp: 'Was da ist, bleibt dort lesbar, und nichts, was danach kommt.',
  leaveAsk: 'Raum verlassen…',
  dropAsk: 'Unterhaltung löschen…',
  drop: 'Löschen',
  dropTitle: 'Diese Unterhaltung löschen?',
  dropHelp:
    'Alles darin verschwindet von diesem Computer. Die andere Seite behält, was sie hat. Wer dir wieder schreibt, kommt als Anfrage.',
};
