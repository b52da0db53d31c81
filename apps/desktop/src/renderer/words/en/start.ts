// The pages before the window: first page, lock screen, and why it cannot open.
export const start = {
  welcome: 'Welcome to Hushroom',
  welcomeLead: 'Talk over a relay that cannot read along.',
  welcomeFoot: 'Keys stay on this computer. The relay gets a name and a public key.',
  relay: 'Relay address',
  relayEmpty: 'Whoever runs the relay gave it to you. It begins with hushroom://',
  relayPartial: 'A whole address begins with hushroom:// and ends with the relay’s id.',
  relayLocal: 'The relay on this computer',
  relayWithoutId:
    'The address does not name its key: certificate authorities vouch for it, as for a web site.',
  relayWithId: (id: string) => `Id ${id} …`,
  relayChange: 'Change',
  scan: 'Scan an invite',
  scanHelp: 'Hold the code of the invite into the camera. The relay in it is shown before anything is sent.',
  scanForeign: 'This code is not an invite',
  scanForeignHelp: 'The code of an invite holds an address that begins with hushroom://',
  userName: 'User name',
  userNameRule: 'What others see: lower-case letters, digits and . _ -',
  invite: 'Invite code',
  haveInvite: 'I have an invite code',
  haveBackup: 'I have a backup',
  withBackup: 'Your backup comes next',
  withBackupHelp:
    'Create a new account first: keys are never in a backup. Then choose the file, and your messages and contacts come back.',
  create: 'Create account',
  creating: 'Making your keys',
  holder: 'Protect this profile with',
  holderPassphrase: 'A passphrase',
  holderKeychain: 'This computer’s keychain',
  keychainTitle: 'Whoever can use your account on this computer can open Hushroom',
  keychainHelp: 'The keychain keeps the key. Without this computer, nobody can recover it.',
  keychainWeak: 'This computer’s keychain is not used',
  keychainWeakHelp:
    'It only hides what it holds: any program could read the key. A passphrase protects your profile.',
  lost: 'Nobody can recover a lost passphrase: write it down.',
  lostTitle: 'A lost passphrase cannot be recovered',
  lostHelp: 'Nobody can reset it. Write it down and keep it safe.',

  passphrase: 'Passphrase',
  showPassphrase: 'Show passphrase',
  hidePassphrase: 'Hide passphrase',
  /** By level of strength, from nothing typed to strong. */
  strength: [
    'Four or more random words make a good one.',
    'Weak: quickly guessed by a computer.',
    'Fair: a determined attacker could guess it.',
    'Good.',
    'Strong.',
  ] as readonly [string, string, string, string, string],

  locked: 'Hushroom is locked',
  lockedLead: 'Your messages are encrypted on this computer.',
  profile: (name: string) => `Profile ${name}`,
  unlock: 'Unlock',
  unlocking: 'Unlocking',
  unlockKeychain: 'Unlock with this computer’s keychain',
  keychainAway: 'Only a keychain opens this profile, and it is not available here',
  keychainAwayHelp:
    'Open the profile in the desktop app on the computer where it was made. Its settings can add a passphrase.',
  lockedFoot: 'Nobody can reset a passphrase: not the relay, and not the people who made Hushroom.',

  failed: 'Hushroom cannot open',
  failedLead: 'Nothing was changed.',
  keysDamaged: {
    title: 'The file with this profile’s keys is damaged',
    help: 'Without it nothing in the profile can be opened. If there is a backup, create another profile and import it there.',
  },
};
