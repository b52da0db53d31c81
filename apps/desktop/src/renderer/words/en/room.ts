// Rooms: making them, who is in them, leaving them.
import { ROOM_NAME_CHARS_MAX } from '@hushroom/ipc';
import { counting } from '../plural.ts';

const count = counting('en');

export const room = {
  title: 'Room',
  newRoom: 'New room',
  name: 'Name',
  nameRule: `Up to ${ROOM_NAME_CHARS_MAX} characters. The relay never learns it.`,
  people: 'People',
  create: 'Create room',
  notAdded: (name: string, why: string) => `${name} was not added: ${why}`,
  searchPeople: 'Search people',
  nobodyHere: 'Nobody else is on this relay yet.',
  nobodyFound: 'Nobody with that name.',

  members: 'Members',
  loadingMembers: 'Loading members',
  admin: 'Admin',
  notCompared: 'History not compared yet',
  /** Under the list of members. */
  agreedHelp: 'The same history: their app has signed that up to then it saw what yours did.',
  historyDiffers: 'Shows another history',
  agreed: (moment: string) => `Same history as you, up to ${moment}`,

  addPeople: 'Add people',
  addHelp: 'They read what is written from now on, and nothing from before.',
  addOnRelay: 'People on this relay',
  addMany: (people: number) => count(people, { one: 'Add', other: 'Add # people' }),
  removePerson: (name: string) => `Remove ${name}`,
  removeTitle: (name: string) => `Remove ${name}?`,
  removeHelp: (name: string) =>
    `The keys of the room are changed. ${name} keeps what they have and reads nothing that comes after.`,
  leave: 'Leave',
  leaveRoom: 'Leave room',
  leaveTitle: 'Leave this room?',
  leaveHelp:
    'You keep what you have and read nothing that comes after. To come back, an admin has to add you.',

  settings: 'Room settings',
  settingsAsk: 'Room settings…',
  choosePicture: 'Choose a picture',
  otherPicture: 'Another picture',
  removePicture: 'Remove',
  pictureHelp: 'Only members see it.',
  pictureUnusable: 'That is not an image that can be used here.',
  disappearing: 'Messages disappear after',
  disappearingHelp: 'On every device of every member. It does not keep anyone from copying them.',
  never: 'Never',
  disappearAfter: (length: string) => `Messages disappear after ${length}`,

  inThisRoom: 'In this room',
  isAdmin: 'Admin: can add and remove people, and change the room.',
  isMember: 'Member: can read and write.',
  makeAdmin: 'Make admin',
  unmakeAdmin: 'Take the role of admin away',
  onlyAdmin: 'You are the only admin',
  onlyAdminHelp: 'Choose who looks after the room when you are gone.',
  nextAdmins: 'Admins after you',
};
