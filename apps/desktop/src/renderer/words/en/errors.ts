// What is read for each error code: what happened, and what to do. The engine sends codes; the words are here.
import { TEXT_BYTES_MAX, type ErrorCode } from '@hushroom/ipc';
import type { CodeWords } from '../errors.ts';

export const errors: Readonly<Record<ErrorCode, CodeWords>> = {
  'bad-call': { title: 'That did not work', help: 'The app and its engine disagree. Restart Hushroom.' },
  'too-many-calls': { title: 'Too much at once', help: 'Wait a moment, then try again.' },
  'engine-stopped': {
    title: 'Hushroom is restarting',
    help: 'Nothing that was sent is lost.',
  },
  'link-expired': {
    title: 'This link was used before, or is too old',
    help: 'Each link opens Hushroom once. Start Hushroom again in the terminal: it prints a fresh one.',
  },
  internal: {
    title: 'Something went wrong inside Hushroom',
    help: 'Try again. If it stays, restart the app; your messages are safe on this computer.',
  },

  'profile-locked': { title: 'Hushroom is locked', help: 'Type your passphrase to go on.' },
  'profile-missing': { title: 'There is no account here yet', help: 'Create one to begin.' },
  'profile-exists': {
    title: 'This profile already has an account',
    help: 'Unlock it, or start Hushroom with another profile name.',
  },
  'profile-in-use': {
    title: 'This profile is open elsewhere',
    help: 'Close the other window or command that uses it. Two at once would weaken its encryption.',
  },
  'profile-newer': {
    title: 'This profile was made by a newer Hushroom',
    help: 'Update the app to open it. Nothing was changed.',
  },
  'profile-damaged': {
    title: 'The message database is damaged',
    help: 'Hushroom left it as it is. Save what can still be read, or import a backup into a new profile. Do not put an older copy of the folder in its place: old keys used again could give messages away.',
  },
  'profile-name-invalid': {
    title: 'That profile name cannot be used',
    help: 'Use 1 to 32 lower-case letters, digits, _ or -.',
  },
  'passphrase-wrong': {
    title: 'That passphrase is not right',
    help: 'Check capitals and layout, then try again.',
  },
  'passphrase-wait': {
    title: 'Too many wrong passphrases',
    help: 'Wait a moment, then try again.',
    detailed: (seconds: string) =>
      seconds === '1' ? 'Try again in a second.' : `Try again in ${seconds} seconds.`,
  },
  'passphrase-needed': { title: 'A passphrase is needed', help: 'This profile is not in the keychain.' },
  'keychain-unavailable': {
    title: 'The keychain cannot be used',
    help: 'Unlock it in your system, or use a passphrase.',
  },
  'keychain-weak': {
    title: 'The keychain of this computer is not safe',
    help: 'It only hides what it holds. Use a passphrase.',
  },
  'backup-missing': {
    title: 'That backup cannot be found',
    help: 'Check the path, and that you may read the file.',
  },
  'backup-foreign': {
    title: 'That file is no backup of Hushroom',
    help: 'Choose the file that Hushroom wrote when you exported.',
  },
  'backup-newer': {
    title: 'A newer Hushroom wrote that backup',
    help: 'Update Hushroom on this computer, then try again.',
  },
  'backup-damaged': {
    title: 'That backup is damaged',
    help: 'Nothing of it was taken. Try another copy of the file.',
  },
  'backup-truncated': {
    title: 'The end of that backup is missing',
    help: 'Nothing of it was taken. Copy the whole file again.',
  },
  'file-exists': {
    title: 'There is a file of that name already',
    help: 'It was left as it is. Choose another name.',
  },
  'disk-full': {
    title: 'The disk of this computer is full',
    help: 'Free some space, then try again. Nothing that was stored is lost.',
  },

  'address-malformed': {
    title: 'That is not a relay address',
    help: 'It begins with hushroom:// and was printed when the relay started. Copy all of it.',
  },
  'address-too-long': {
    title: 'That address is too long',
    help: 'Copy the relay address alone, without other text.',
  },
  'address-id-malformed': {
    title: 'The end of the address is not complete',
    help: 'The part after # identifies the relay. Copy the whole address again.',
  },
  'relay-unreachable': {
    title: 'The relay cannot be reached',
    help: 'Check that it is running, that host and port are right, and your own connection.',
  },
  'relay-not-the-one': {
    title: 'A different relay answered at this address',
    help: 'Its certificate does not belong to the address, so nothing was sent. Ask whoever runs the relay for its present address.',
  },
  'relay-untrusted': {
    title: 'The certificate of this relay cannot be checked',
    help: 'Ask whoever runs the relay for the full address, with the part after #.',
  },
  'relay-another': {
    title: 'This is the address of another relay',
    help: 'The part after # says which relay it is: it has to be that of this profile. For another relay make another profile.',
  },
  'relay-too-old': {
    title: 'This relay is too old for the app',
    help: 'Ask whoever runs it to update it. Messages wait here until then.',
  },
  'app-too-old': {
    title: 'The app is too old for this relay',
    help: 'Update Hushroom. Messages wait here until then.',
  },
  'relay-version': {
    title: 'What answers there does not speak as a relay does',
    help: 'Check host and port. If they are right, ask whoever runs the relay what stands in front of it.',
  },
  'relay-refused': { title: 'The relay refused', help: 'Ask whoever runs it why.' },
  'relay-full': {
    title: 'The disk of the relay is full',
    help: 'Whoever runs it has to make room. Messages wait here until then.',
  },
  'clock-wrong': {
    title: 'The clock of this computer is wrong',
    help: 'Set date and time, then try again. The relay’s certificate cannot be checked without them.',
  },
  'rate-limited': { title: 'The relay asks to slow down', help: 'Wait a minute, then try again.' },

  'name-taken': {
    title: 'Someone here has that name',
    help: 'Choose another; a name is never used twice on a relay.',
  },
  'name-invalid': {
    title: 'That name cannot be used',
    help: 'Use 2 to 32 characters: lower-case letters, digits, dot, hyphen and underscore.',
  },
  'registration-closed': {
    title: 'This relay takes no new accounts',
    help: 'Ask whoever runs it to open registration.',
  },
  'invite-invalid': {
    title: 'This relay asks for an invite code',
    help: 'Type the code that you were given. Each one may work only once.',
  },

  'unknown-person': { title: 'Nobody here has that name', help: 'Check the spelling.' },
  'unknown-conversation': { title: 'This conversation is no longer here', help: 'Choose another one.' },
  'unknown-message': { title: 'This message is no longer here', help: 'Nothing needs to be done.' },
  'person-unreachable': {
    title: 'Nobody can write to this person yet',
    help: 'Their device has no keys at the relay that are strong enough. It sends some the next time it is online.',
  },
  'account-deleted': {
    title: 'This account was deleted',
    help: 'Nobody reads what is written to it any more. What is here stays.',
  },
  'not-admin': { title: 'Only admins can do that', help: 'Ask an admin of this room.' },
  'not-member': { title: 'You are not in this room', help: 'Ask an admin to add you.' },
  'already-member': { title: 'They are in this room already', help: 'Nothing needs to be done.' },
  'last-admin': {
    title: 'You are the only admin',
    help: 'A room needs one. Make somebody else an admin first.',
  },
  'admin-not-ready': {
    title: 'The other admin is not ready yet',
    help: 'They have to be online once after they came into the room. Try again then.',
  },
  'picture-unusable': {
    title: 'That picture cannot be used',
    help: 'Use a small PNG, JPEG or WebP image.',
    detailed: (bytes: string) => `Use a PNG, JPEG or WebP image of at most ${bytes} bytes.`,
  },
  'conversation-ended': {
    title: 'You are no longer in this conversation',
    help: 'You can read what you have; nothing new can be sent.',
  },
  'conversation-stuck': {
    title: 'The keys of this conversation no longer fit',
    help: 'The others are asked to let you in again, by itself, as soon as one of them is online.',
  },
  'sending-stopped': {
    title: 'Sending is stopped here',
    help: 'A key has changed. Look at the warning in this conversation first.',
  },
  'person-blocked': {
    title: 'You have blocked this person',
    help: 'Unblock them to write to them.',
  },
  'not-accepted': {
    title: 'You have not accepted this request',
    help: 'Until you do, they see nothing of you. Accept it first.',
  },
  'message-too-long': {
    title: 'This message is too long',
    help: `The limit is ${TEXT_BYTES_MAX / 1024} KB. Your draft is kept: shorten it or send it in parts.`,
  },
  'not-author': {
    title: 'Only its author can do that',
    help: 'You can change and delete what you wrote yourself.',
  },
  'edit-too-late': {
    title: 'This message can no longer be changed',
    help: 'That is possible for a day. You can delete it, or write another.',
  },
  'message-gone': {
    title: 'This message is gone',
    help: 'It was deleted, or could not be read.',
  },
  'not-forwardable': {
    title: 'This message cannot be forwarded',
    help: 'It disappears after a while, and is not passed on.',
  },
  conflict: {
    title: 'Someone else changed the room at the same moment',
    help: 'Look at the room, then try again.',
  },
  offline: { title: 'You are offline', help: 'This needs the relay. Try again when the connection is back.' },

  'file-too-large': {
    title: 'This file is too large',
    help: 'Files may have up to 2 GB. Send it in parts, or make it smaller.',
  },
  'file-quota': {
    title: 'Your storage at the relay is full',
    help: 'Delete some that you sent, or wait until old ones end after 30 days.',
  },
  'file-gone': {
    title: 'This file is no longer at the relay',
    help: 'Relays keep files for 30 days. Ask for it to be sent again.',
  },
  'file-damaged': {
    title: 'This file is damaged',
    help: 'It is not what was sent. Fetch it again; if it stays damaged, ask for it to be sent again.',
  },
  'file-interrupted': { title: 'This file was not read to its end', help: 'Send it again.' },
  'file-cancelled': { title: 'Sending was cancelled', help: 'Send it again if you want.' },
  'file-not-here': { title: 'This file is not on this computer yet', help: 'Fetch it first.' },
  'file-unreadable': {
    title: 'This file cannot be read',
    help: 'Check that it is there and that you may open it.',
  },
  'file-unwritable': {
    title: 'The file cannot be saved there',
    help: 'Choose another place or another name.',
  },

  'safety-number-differs': {
    title: 'The numbers differ',
    help: 'Make sure that both of you look at the safety number with each other. If they still differ, someone may be in between: do not share secrets here.',
  },
  'safety-number-malformed': {
    title: 'That is not a safety number',
    help: 'It has 60 digits. Spaces do not matter.',
  },
  'safety-code-malformed': {
    title: 'That is not a safety code',
    help: 'Scan the code that the other app shows under "Safety number".',
  },
  'was-verified': {
    title: 'You had verified this person',
    help: 'Their key is another now. Compare again, or say that you go on without.',
  },
  'identity-changed': {
    title: 'The key of this person has changed',
    help: 'Look at the warning in the conversation before you write.',
  },
};
