// German: rooms.
import { ROOM_NAME_CHARS_MAX } from '@hushroom/ipc';
import type { Words } from '../en/index.ts';
import { counting } from '../plural.ts';

const count = counting('de');

export const room: Words['room'] = {
  title: 'Raum',
  newRoom: 'Neuer Raum',
  name: 'Name',
  nameRule: `Bis zu ${ROOM_NAME_CHARS_MAX} Zeichen. Das Relay erfährt ihn nie.`,
  people: 'Menschen',
  create: 'Raum anlegen',
  notAdded: (name, why) => `${name} wurde nicht hinzugefügt: ${why}`,
  searchPeople: 'Menschen suchen',
  nobodyHere: 'Noch ist niemand sonst auf diesem Relay.',
  nobodyFound: 'Niemand mit diesem Namen.',

  members: 'Mitglieder',
  loadingMembers: 'Mitglieder werden geladen',
  admin: 'Admin',
  notCompared: 'Verlauf noch nicht verglichen',
  agreedHelp:
    'Gleicher Verlauf: Die App hat unterschrieben, dass sie bis dahin gesehen hat, was deine gesehen hat.',
  historyDiffers: 'Zeigt einen anderen Verlauf',
  agreed: (moment) => `Gleicher Verlauf wie bei dir bis ${moment}`,

  addPeople: 'Menschen hinzufügen',
  addHelp: 'Sie lesen, was von nun an geschrieben wird, und nichts von vorher.',
  addOnRelay: 'Menschen auf diesem Relay',
  addMany: (people) => count(people, { one: 'Hinzufügen', other: '# Menschen hinzufügen' }),
  removePerson: (name) => `${name} entfernen`,
  removeTitle: (name) => `${name} entfernen?`,
  removeHelp: (name) =>
    `Die Schlüssel des Raums werden gewechselt. ${name} behält, was da ist, und liest nichts, was danach kommt.`,
  leave: 'Verlassen',
  leaveRoom: 'Raum verlassen',
  leaveTitle: 'Diesen Raum verlassen?',
  leaveHelp:
    'Du behältst, was du hast, und liest nichts, was danach kommt. Um zurückzukommen, muss dich ein Admin hinzufügen.',

  settings: 'Einstellungen des Raums',
  settingsAsk: 'Einstellungen des Raums…',
  choosePicture: 'Bild wählen',
  otherPicture: 'Anderes Bild',
  removePicture: 'Entfernen',
  pictureHelp: 'Nur Mitglieder sehen es.',
  pictureUnusable: 'Dieses Bild lässt sich hier nicht verwenden.',
  disappearing: 'Nachrichten verschwinden nach',
  disappearingHelp: 'Auf jedem Gerät jedes Mitglieds. Vom Kopieren lässt sich niemand abhalten.',
  never: 'Nie',
  disappearAfter: (length) => `Nachrichten verschwinden nach ${length}`,

  inThisRoom: 'In diesem Raum',
  isAdmin: 'Admin: kann Menschen hinzufügen und entfernen und den Raum ändern.',
  isMember: 'Mitglied: kann lesen und schreiben.',
  makeAdmin: 'Zum Admin machen',
  unmakeAdmin: 'Adminrolle entziehen',
  onlyAdmin: 'Du bist der einzige Admin',
  onlyAdminHelp: 'Wähle, wer sich um den Raum kümmert, wenn du weg bist.',
  nextAdmins: 'Admins nach dir',
};
