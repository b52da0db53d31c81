// A damaged profile: what happened, what can be saved, and what is lost.
export const recover = {
  title: 'The message database is damaged',
  lead: 'Nothing was changed. Hushroom can save what is still readable.',
  saved: 'Can be saved',
  savedNow: 'Every message, contact and setting that can still be read.',
  savedWith: (when: string) =>
    `Every message, contact and setting that can still be read, and the rest as it was in the snapshot of ${when}.`,
  lost: 'Is lost',
  lostList:
    'This account: its keys are never used again, because older copies of them could give messages away. Attached files, and what was still waiting to be sent.',
  next: 'And then',
  nextList:
    'A new account under another name reads the saved messages. Friends compare safety numbers with you again, and rooms have to add you.',
  opens: 'What opened the profile',
  now: 'Save what can be read',
  saving: 'Reading what is left',
  nothing: 'None of it could be read',
  nothingHelp:
    'Everything was left as it is. If there is a backup, create another profile and import it there. Do not put an older copy of the folder in its place: old keys used again could give messages away.',
  done: 'Your messages are saved',
  doneLead: (size: string) => `${size}, encrypted under the recovery passphrase.`,
  doneAside: 'The damaged files were put aside in the same folder, whole, for whoever can do more with them.',
  doneNext:
    'Now create a new account. Your old user name stays taken, so choose another. The backup is offered to you right after.',
  newAccount: 'Create a new account',
  back: 'Try to unlock again',

  bar: 'The message database was found damaged',
  barHelp: 'What can still be read can be saved. The longer it is used, the more may be lost.',
  barNow: 'Lock and save…',
};
