// German: the sentences of a conversation.
import type { RoomEvent } from '@hushroom/ipc';
import type { Words } from '../en/index.ts';
import { lengthOfTime } from '../length-of-time.ts';
import type { Naming } from '../names.ts';
import { counting } from '../plural.ts';

const count = counting('de');

function sentence(event: RoomEvent, actor: string, naming: Naming): string {
  const { me } = naming;
  const nameOf = (userName: string): string => naming.nameOf(userName);
  const mine = actor === me;
  const who = mine ? 'Du' : nameOf(actor);
  const has = mine ? 'hast' : 'hat';
  switch (event.type) {
    case 'created':
      return `${who} ${has} diesen Raum angelegt`;
    case 'added':
      return `${who} ${has} ${event.userName === me ? 'dich' : nameOf(event.userName)} hinzugefügt`;
    case 'removed':
      return `${who} ${has} ${event.userName === me ? 'dich' : nameOf(event.userName)} entfernt`;
    case 'left':
      return event.userName === me ? 'Du bist gegangen' : `${nameOf(event.userName)} ist gegangen`;
    case 'joined':
      return `${who} ${mine ? 'bist' : 'ist'} beigetreten`;
    case 'renamed':
      return `${who} ${has} diesen Raum ${event.name} genannt`;
    case 'pictureChanged':
      return `${who} ${has} das Bild geändert`;
    case 'roleChanged': {
      const [whom, from] =
        event.userName === me ? ['dich', 'dir'] : [nameOf(event.userName), nameOf(event.userName)];
      return event.role === 'admin'
        ? `${who} ${has} ${whom} zum Admin gemacht`
        : `${who} ${has} ${from} die Rolle als Admin genommen`;
    }
    case 'changeRefused':
      return event.userName === ''
        ? 'Eine Änderung dieses Raums wurde abgelehnt: Sie kam von niemandem, der das darf'
        : `Eine Änderung dieses Raums durch ${nameOf(event.userName)} wurde abgelehnt: Sie steht dieser Person nicht zu`;
    case 'readded':
      return event.userName === me
        ? `${who} ${has} dich wieder hereingelassen, weil du nicht weiterlesen konntest`
        : `${who} ${has} ${nameOf(event.userName)} wieder hereingelassen; dort ließ sich nicht weiterlesen`;
    case 'readdHeld':
      return `${nameOf(event.userName)} bittet zu oft darum, wieder hereingelassen zu werden: Ein Admin kann die Person entfernen und hinzufügen`;
    case 'timerChanged':
      return event.seconds === 0
        ? `${who} ${has} verschwindende Nachrichten ausgeschaltet`
        : `${who} lässt Nachrichten verschwinden, Frist: ${lengthOfTime('de', event.seconds)}`;
  }
}

export const conversation: Words['conversation'] = {
  region: (title) => `Unterhaltung: ${title}`,
  backToList: 'Zurück zur Liste',
  onlyYou: 'Nur du',
  members: (members) => count(members, { one: '# Mitglied', other: '# Mitglieder' }),
  verified: (verified, others) =>
    verified === others ? 'alle verifiziert' : `${verified} von ${others} verifiziert`,
  aboutRoom: 'Über diesen Raum',
  aboutPerson: (name) => `Über ${name}`,
  waitingForRelay: 'Wartet auf das Relay',
  roomPanel: 'Mitglieder und Einstellungen',
  personPanel: 'Sicherheitsnummer',

  messages: 'Nachrichten',
  loading: 'Nachrichten werden geladen',
  toNewest: (unread) =>
    unread === 0 ? 'Zur neuesten Nachricht' : `Zur neuesten Nachricht, ${unread} ungelesen`,
  toMention: (mentions) => `Zur nächsten Nachricht, die dich erwähnt, ${mentions} ungelesen`,
  newMessages: 'Neu',
  none: 'Noch keine Nachrichten',
  startRoom:
    'Nur die Mitglieder dieses Raums können lesen, was hier geschrieben wird. Das Relay kann es nicht.',
  startDirect: (name) =>
    `Nur du und ${name} könnt lesen, was hier geschrieben wird. Das Relay kann es nicht.`,
  said: (who, text) => `${who}: ${text}`,
  from: (name) => `Von ${name},`,

  typing: (who, count) => `${who} ${count === 1 ? 'schreibt' : 'schreiben'} …`,
  manyTyping: 'Mehrere schreiben …',

  write: 'Nachricht',
  send: 'Senden',
  sendAgain: 'Noch einmal senden',
  notSent: 'Nicht gesendet.',
  tooLong: (size) =>
    `Um ${size} zu lang. Kürze den Text oder sende ihn in Teilen; der Entwurf bleibt erhalten.`,
  delivery: {
    queued: 'Wartet auf diesem Computer',
    relayed: 'Beim Relay',
    delivered: 'Zugestellt',
    read: 'Gelesen',
    failed: 'Nicht gesendet',
    received: 'Empfangen',
  },

  askAgain: 'Noch einmal bitten',
  asked: 'Die anderen wurden gebeten. Sobald jemand von ihnen online ist, kannst du weiterlesen.',
  askedOne: (name) => `Die App von ${name} wurde gebeten. Sobald sie online ist, kannst du weiterlesen.`,

  event: sentence,

  ended: {
    removed: {
      title: 'Du wurdest aus diesem Raum entfernt',
      help: 'Was du hast, kannst du weiter lesen.',
    },
    left: { title: 'Du bist gegangen', help: 'Was du hast, kannst du weiter lesen.' },
    stuck: {
      title: 'Die Schlüssel dieser Unterhaltung passen nicht mehr',
      help: 'Hushroom hat darum gebeten, wieder hereingelassen zu werden. Das geschieht von selbst, sobald jemand anderes hier online ist.',
    },
    imported: {
      title: 'Importierter Verlauf',
      help: 'Diese Nachrichten kamen aus einer Sicherung. Um hier wieder zu schreiben, bitte darum, in den Raum aufgenommen zu werden.',
    },
    nobody: {
      title: 'Importierter Verlauf',
      help: 'Diese Nachrichten kamen aus einer Sicherung. Auf diesem Relay heißt niemand so, also gibt es niemanden, dem man schreiben könnte.',
    },
    past: {
      title: 'Importierter Verlauf',
      help: 'Diese Nachrichten kamen aus einer Sicherung von einem anderen Relay, oder von einem, das niemand mehr nennen kann. Wer hier so heißt, kann jemand anderes sein.',
    },
  },

  unreadable: {
    identityChanged: {
      title: 'Zurückgehalten, weil sie unter einem anderen Schlüssel kam',
      help: 'Du siehst sie, sobald du die Warnung in dieser Unterhaltung angesehen hast.',
    },
    expired: {
      title: 'Eine Nachricht ist beim Relay abgelaufen, bevor sie hier ankam',
      help: 'Das Relay bewahrt Nachrichten nur begrenzte Zeit auf. Bitte darum, sie noch einmal zu senden.',
    },
    unknownContent: {
      title: 'Diese Art von Nachricht ist hier nicht bekannt',
      help: 'Aktualisiere Hushroom, um sie zu sehen.',
    },
    badContent: {
      title: 'Eine Nachricht ergibt keinen Sinn',
      help: 'Die App des Absenders hat sie falsch gebaut. Sonst ist nichts betroffen.',
    },
    rowDamaged: {
      title: 'Eine Nachricht ist hier in einer Form aufbewahrt, die keinen Sinn ergibt',
      help: 'Sonst ist nichts betroffen. Andere haben sie vielleicht noch.',
    },
    other: {
      title: 'Eine Nachricht konnte nicht entschlüsselt werden',
      help: 'Wenn das so bleibt, bitte darum, mit neuen Schlüsseln hereingelassen zu werden.',
    },
  },
};
