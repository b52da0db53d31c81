// German: what can be done with a message, and what is said about it.
import type { Words } from '../en/index.ts';
import { counting } from '../plural.ts';

const count = counting('de');

export const message: Words['message'] = {
  actions: (from) => `Nachricht von ${from}: Aktionen`,
  own: 'Deine Nachricht: Aktionen',
  reply: 'Antworten',
  react: 'Reagieren',
  reactWith: (emoji) => `Mit ${emoji} reagieren`,
  moreReactions: 'Weitere Reaktionen',
  edit: 'Bearbeiten',
  forward: 'Weiterleiten …',
  copy: 'Text kopieren',
  info: 'Info',
  delete: 'Löschen …',
  more: 'Mehr',
  deleteKey: 'Entf',

  edited: 'bearbeitet',
  editedAt: (moment) => `Bearbeitet: ${moment}`,
  forwarded: 'Weitergeleitet',
  deletedByYou: 'Du hast diese Nachricht gelöscht',
  deletedBy: (name) => `${name} hat diese Nachricht gelöscht`,
  invisible: 'Eine Nachricht, in der nichts zu sehen ist',
  showAll: 'Alles zeigen',
  mention: (name) => `Über ${name}`,

  answers: (name) => `Antwort auf ${name}`,
  answersGone: 'Antwort auf eine Nachricht, die nicht hier ist',
  picture: 'Bild',
  voice: 'Sprachnachricht',
  deletedExcerpt: 'Gelöschte Nachricht',
  jump: 'Zur Nachricht, auf die sie antwortet',

  reaction: (names, mine) => `von ${names}. ${mine ? 'Deine zurücknehmen' : 'Deine hinzufügen'}`,
  reactions: 'Reaktionen',

  deleteTitle: 'Diese Nachricht löschen?',
  deleteNow: 'Löschen',
  deleteForMe: 'Für mich löschen',
  deleteForMeHelp: 'Sie verschwindet von diesem Computer. Die anderen behalten sie.',
  deleteForEveryone: 'Für alle löschen',
  deleteForEveryoneHelp:
    'Alle Hushrooms werden gebeten, sie zu entfernen. Wer sie schon gelesen, kopiert oder gesichert hat, kann sie behalten haben.',
  deleteQueued:
    'Sie verschwindet von diesem Computer. Falls sie schon unterwegs ist, wird das Hushroom aller gebeten, sie zu entfernen, sobald sie ankommt.',
  deleteUnsent: 'Sie wurde nicht gesendet. Sie verschwindet von diesem Computer.',

  forwardTitle: 'Weiterleiten an',
  forwardSearch: 'Unterhaltungen suchen',
  forwardNone: 'Keine Unterhaltung mit diesem Namen',
  forwardSend: (conversations) => count(conversations, { one: 'Weiterleiten', other: 'An # weiterleiten' }),
  forwardLimit: (limit) => `Höchstens ${limit} auf einmal.`,
  forwardHelp: 'Sie wird als weitergeleitet gekennzeichnet. Wer sie zuerst schrieb, wird nicht gesagt.',

  linkTitle: 'Diesen Link öffnen?',
  linkHelp: 'Er öffnet sich im Browser. Die Seite erfährt deine IP-Adresse und dass ihn jemand geöffnet hat.',
  linkHost: 'Führt zu',
  linkWhole: 'Ganze Adresse',
  linkDiffers: 'Der Text des Links sieht nach einer anderen Adresse aus als der, zu der er führt.',
  linkImitates:
    'Dieser Name enthält Buchstaben, die wie andere aussehen können. Er steht hier so, wie Rechner ihn lesen.',
  linkOpen: 'Öffnen',
  linkCopy: 'Adresse kopieren',
  mailTitle: 'An diese Adresse schreiben?',
  mailHelp: 'Sie öffnet sich im Mailprogramm. Mail wird von Hushroom nicht verschlüsselt.',
  mailTo: 'An',

  deliveredTo: (state, delivered, of) => `${state}, zugestellt an ${delivered} von ${of}`,
  readBy: (state, read, of) => `${state}, gelesen von ${read} von ${of}`,
  infoTitle: 'Über diese Nachricht',
  infoSent: 'Gesendet',
  infoEdited: 'Bearbeitet',
  infoExpires: 'Verschwindet',
  disappears: (moment) => `Verschwindet: ${moment}`,
  infoRead: 'Gelesen',
  infoDelivered: 'Zugestellt',
  infoWaiting: 'Nicht zugestellt',
  infoUnknown: 'Nicht bekannt',
  infoUnknownHelp: 'In einem so großen Raum zeigt nur, wer schreibt, was angekommen ist.',
  infoLoading: 'Wer sie hat, wird geladen',
  infoReceiptsOff: 'Lesebestätigungen sind aus: Wer sie gelesen hat, wird nicht gezeigt.',
};
