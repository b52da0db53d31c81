// German: what is known of an alarm.
import type { Words } from '../en/index.ts';
import { counting } from '../plural.ts';

const count = counting('de');

export const alarms: Words['alarms'] = {
  explain: 'Was ist geschehen?',
  title: 'Was geschehen ist',
  loading: 'Was bekannt ist, wird geladen',
  over: 'Alles ist wieder in Ordnung',
  overHelp: 'Was fehlte, ist gekommen.',

  seen: 'Was gesehen wurde',
  meaning: 'Was es bedeutet',
  toDo: 'Was zu tun ist',
  noticed: 'Bemerkt',
  since: 'Seit',
  place: 'Wo',
  places: {
    room: (seq) => `Diese Unterhaltung, Eintrag ${seq}`,
    roster: (seq) => `Die Liste der Menschen auf dem Relay, Eintrag ${seq}`,
  },
  here: 'Verlauf hier',
  theirs: (name) => `Verlauf von ${name}`,
  signed: 'Vom Relay unterschrieben',
  unknown: 'An dieser Stelle nichts',
  came: 'Hier angekommen bis',
  shown: 'Vorhanden bis',
  shownBy: 'Bekannt durch',
  missing: 'Es fehlen',
  entries: (entries) => count(entries, { one: '# Eintrag', other: '# Einträge' }),
  proof: 'Beweis',
  proven: 'Das Relay hat beides unterschrieben. Wer seine Adresse hat, kann das prüfen.',
  unproven: 'Für andere keiner: Die Unterschrift des Relays steht nur unter einem davon.',

  historyDiffers: {
    meaning: (name) =>
      `Jedes Gerät bildet eine laufende Prüfsumme über alles, was das Relay liefert. Die von ${name} unterschriebene ist nicht deine: Entweder hat euch das Relay verschiedene Nachrichten gegeben, oder die App von ${name} ist fehlerhaft.`,
    toDo: (name) => [
      `Ruf ${name} an, oder trefft euch. Vergleicht die letzten Nachrichten hier und diese Prüfsumme.`,
      'Teile nichts Wichtiges über dieses Relay, bis ihr wisst, was es ist.',
      'Exportiere den Nachweis und bewahre ihn auf: Zusammen mit dem der anderen Seite beweist er vielleicht, dass das Relay gelogen hat.',
    ],
  },
  relayForked: {
    meaning: (proven) =>
      `Ein Relay darf Nachrichten verzögern. Nie darf es unter derselben Nummer zwei verschiedene zeigen, und dieses hat ${proven ? 'beide unterschrieben' : 'es getan'}. Es ist defekt, oder wer es betreibt, täuscht.`,
    toDo: (proven) => [
      'Sag es den anderen in dieser Unterhaltung auf einem anderen Weg.',
      'Verlass dich nicht auf dieses Relay. Zieht auf ein anderes um.',
      proven
        ? 'Exportiere den Nachweis: Jeder kann ihn mit „hushroom evidence check“ und der Adresse des Relays prüfen.'
        : 'Exportiere den Nachweis und bewahre ihn auf: Zusammen mit dem der anderen beweist er vielleicht, dass das Relay gelogen hat.',
    ],
  },
  messagesWithheld: {
    meaning: (name) =>
      name === null
        ? 'Jemand hat gezeigt, dass es mehr gibt, als das Relay geliefert hat, und seit Minuten kommt es nicht, obwohl du verbunden bist. Vielleicht ist es überlastet, vielleicht hält es etwas von dir fern.'
        : `Die App von ${name} sagt, dass es mehr gibt, als das Relay dir geliefert hat, und seit Minuten kommt es nicht, obwohl du verbunden bist. Vielleicht ist das Relay überlastet, vielleicht hält es etwas von dir fern, oder die App von ${name} ist fehlerhaft.`,
    toDo: (name) => [
      'Warte ein wenig. Kommt es, verschwindet das hier von selbst.',
      name === null
        ? 'Bleibt es, frag die anderen auf einem anderen Weg, was sie geschrieben haben.'
        : `Bleibt es, frag ${name} auf einem anderen Weg, was hier geschrieben wurde.`,
    ],
  },

  export: 'Nachweis exportieren',
  exportHelp:
    'Eine Datei mit dem, was das Relay unterschrieben hat. Nichts darin hat ein Mensch geschrieben, und kein Schlüssel ist darin.',
};
