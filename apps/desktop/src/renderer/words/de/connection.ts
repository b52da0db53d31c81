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
  move: 'Adresse ändern…',
  moveTitle: 'Das Relay unter einer anderen Adresse',
  moveHelp:
    'Ist das Relay umgezogen, gib seine heutige Adresse ein: Wer es betreibt, hat sie. Alles, was hier ist, bleibt, und was wartet, wird gesendet.',
  moveRule: 'Der Teil nach # muss derselbe sein wie vorher.',
  useAddress: 'Diese Adresse verwenden',
  waiting: (queued) =>
    count(queued, {
      one: '# Nachricht wartet und wird von selbst gesendet.',
      other: '# Nachrichten warten und werden von selbst gesendet.',
    }),
  engineLost: 'Hushroom startet neu',
  engineLostHelp: 'Nichts Gesendetes ist verloren. Vielleicht wirst du nach der Passphrase gefragt.',
  appEnded: 'Hushroom läuft nicht mehr',
  appEndedHelp:
    'Starte es im Terminal neu und öffne den Link, den es ausgibt. Nichts Gesendetes ist verloren.',
};
