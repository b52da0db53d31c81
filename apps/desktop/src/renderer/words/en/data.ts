// Where the profile's data is, backups, diagnostics, and the end of an account or a profile.
import { counting } from '../plural.ts';

const count = counting('en');

export const data = {
  where: 'Where my data is',
  whereHelp: 'All of it is in one folder of this computer, encrypted.',
  copyFolder: 'Copy the path of the folder',
  parts: {
    header: 'Keys, locked by passphrase or keychain',
    messages: 'Messages and contacts, encrypted',
    files: 'Files, encrypted',
    snapshots: 'Daily snapshots of the messages',
    backups: 'Backups that were exported',
    damaged: 'Put aside when it was damaged',
    log: 'Log of faults, without contents',
  },
  snapshot: (when: string) =>
    `Every day a snapshot of the messages is kept here, without keys, in case the database is damaged. The last one: ${when}.`,
  snapshotNone:
    'Every day a snapshot of the messages is kept here, without keys, in case the database is damaged. The first one is written soon.',

  backup: 'Backup',
  backupHelp: 'Your messages, contacts and settings in one file, encrypted under a passphrase of its own.',
  export: 'Export a backup…',
  import: 'Import a backup…',
  exportTitle: 'Export a backup',
  inIt: 'In it',
  inItList: 'Messages, conversations, contacts with what you verified, nicknames, settings.',
  notInIt: 'Not in it',
  notInItList: 'Your keys, attached files, messages that disappear, messages still waiting for the relay.',
  recovery: 'Recovery passphrase',
  recoveryAgain: 'Recovery passphrase again',
  recoveryLost: 'Without the recovery passphrase nobody can open the backup',
  recoveryLostHelp: 'Write it down, and keep it apart from the file.',
  exportNow: 'Export',
  exporting: 'Writing the backup',
  exported: (size: string) => `The backup is written: ${size}`,
  exportedHelp: 'It lies in the folder of this profile. Keep a copy on another disk.',
  copyPath: 'Copy the path',
  saveCopy: 'Save a copy…',

  importTitle: 'Import a backup',
  importHelp:
    'Old messages, contacts and settings come back. What is here already is left as it is. Your account stays the one you have now: friends see a new key and compare again, and rooms have to add you.',
  chooseFile: 'Choose a file…',
  otherFile: 'Another file…',
  backupFile: 'Backup file',
  whichBackup: 'Which backup',
  importNow: 'Import',
  reading: 'Reading the file',
  notRead: 'The file could not be read to its end',
  notReadHelp: 'Nothing of it was taken. Choose it again.',
  imported: 'The backup is here',
  importedCounts: (messages: number, conversations: number, contacts: number) =>
    `New here: ${[
      count(messages, { one: '# message', other: '# messages' }),
      count(conversations, { one: '# conversation', other: '# conversations' }),
      count(contacts, { one: '# contact', other: '# contacts' }),
    ].join(', ')}.`,

  diagnostics: 'Diagnostics',
  diagnosticsHelp:
    'For somebody who helps you: versions, states and counts. No name, no address, no message. You see it before you copy it.',
  showDiagnostics: 'Show diagnostics…',
  copyDiagnostics: 'Copy',

  ending: 'Remove and delete',
  wipe: 'Remove from this computer…',
  wipeTitle: 'Remove this profile from this computer?',
  wipeHelp:
    'Its keys are destroyed, so nobody can open its messages any more, and all its files are removed. Exported backups stay.',
  wipeKept: 'Your account stays on the relay',
  wipeKeptHelp:
    'Nobody can use it again, not even you: its keys are gone with this, and its name stays taken. Others keep what you wrote.',
  typeProfile: (profile: string) => `Type the name of the profile, ${profile}, to confirm`,
  wipeNow: 'Remove',
  delete: 'Delete account…',
  deleteTitle: 'Delete your account?',
  deleteHelp:
    'It is taken off the relay for good, and its name with it: nobody can have that name again, not even you. Then this profile is removed from this computer.',
  deleteKept: 'What stays elsewhere',
  deleteKeptHelp:
    'Others keep what you wrote to them. The relay keeps your name and public keys, marked as deleted, and encrypted messages until they expire.',
  deleteRooms: 'Rooms that you look after',
  deleteRoomsHelp: (rooms: string) =>
    `You are an admin of ${rooms}. Where nobody else is one, nobody can change the room any more: make somebody else an admin first, and leave.`,
  typeUserName: (userName: string) => `Type your user name, ${userName}, to confirm`,
  deleteNow: 'Delete account',
};
