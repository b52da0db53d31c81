// German: several profiles on one computer.
import type { Words } from '../en/index.ts';

export const profile: Words['profile'] = {
  pick: 'Wer bist du?',
  pickLead: 'Jedes Profil hat ein eigenes Konto, eigene Schlüssel und eine eigene Passphrase.',
  list: 'Profile auf diesem Computer',
  used: (when) => `Zuletzt benutzt: ${when}`,
  opening: (name) => `Profil ${name} wird geöffnet`,
  openingHelp: 'Das andere ist gesperrt.',
  current: 'In diesem Fenster offen',
  new: 'Neues Profil',
  newName: 'Name des Profils',
  newNameRule: 'Nur auf diesem Computer zu sehen: Kleinbuchstaben, Ziffern, _ und -',
  newNameTaken: 'Ein Profil dieses Namens gibt es schon.',
  newNameWrong: 'Bis zu 32 Kleinbuchstaben, Ziffern, _ und -.',
  make: 'Weiter',
  title: 'Profile',
  help: 'Ein anderes Konto, vielleicht an einem anderen Relay. In diesem Fenster ist immer eines offen.',
  switch: 'Profil wechseln…',
  switchHelp: 'Das offene wird vorher gesperrt.',
};
