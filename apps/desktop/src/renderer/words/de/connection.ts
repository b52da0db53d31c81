// German: the connection to the relay, and the engine.
import type { Words } from '../en/index.ts';
import { counting } from '../plural.ts';

const count = counting('de');

export const connection: Words['connection'] = {
  states: {
    online: 'Online',
    connecting: 'Verbindet',
    offline: 'Offline',
  },
  connecting: 'Verbindung zum Relay wird hergestellt',
  offline: 'Du bist offline',
  retry: (wait) => `Neuer Versuch ${wait}.`,
  tryNow: 'Jetzt versuchen',
  waiting: (queued) =>
    count(queued, {
      one: '# Nachricht wartet und wird von selbst gesendet.',
      other: '# Nachrichten warten und werden von selbst gesendet.',
    }),
  engineLost: 'Die Engine ist stehen geblieben und startet neu',
  engineLostHelp: 'Nichts Gesendetes ist verloren. Vielleicht wirst du nach der Passphrase gefragt.',
  appEnded: 'Hushroom läuft nicht mehr',
  appEndedHelp: 'Starte es neu und öffne den neuen Link, den es ausgibt. Nichts Gesendetes ist verloren.',
};
