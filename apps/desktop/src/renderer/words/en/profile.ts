// Several profiles on one computer.
export const profile = {
  pick: 'Who is it?',
  pickLead: 'Each profile has an account, keys and a passphrase of its own.',
  list: 'Profiles on this computer',
  used: (when: string) => `Last used: ${when}`,
  current: 'Open in this window',
  new: 'New profile',
  newName: 'Name of the profile',
  newNameRule: 'Seen on this computer only: lower-case letters, digits, _ and -',
  newNameTaken: 'There is a profile of that name already.',
  newNameWrong: 'Up to 32 lower-case letters, digits, _ and -.',
  make: 'Go on',
  other: 'Another profile',
  title: 'Profiles',
  help: 'Another account, perhaps on another relay. One is open in this window at a time.',
  switch: 'Switch profile…',
  switchHelp: 'The one that is open is locked first.',
};
