// The words for every error code: what happened, and what to do. `%` stands for the detail that came with the code.
import type { ErrorCode } from '@hushroom/ipc';
import type { ProfileErrorCode } from '@hushroom/engine-node';
import type { CommandErrorCode } from './command.ts';

type Code = ErrorCode | ProfileErrorCode | CommandErrorCode | 'usage';

const WORDS: Readonly<Record<Code, string>> = {
  usage: '%',
  'bad-call': 'An argument is not valid. Look at --help for its form.',
  'too-many-calls': 'The engine is busy with too many calls. Try again in a moment.',
  'link-expired': 'That link is no longer good. Start Hushroom again for a new one.',
  'engine-stopped':
    'The engine that had this profile open stopped before it answered. Run the command again.',
  internal: 'Something went wrong inside Hushroom. Run the command again; if it stays, report it.',

  'profile-locked': 'The profile is locked. Give its passphrase.',
  'profile-missing':
    'There is no such profile yet. Make one with "hushroom register", or look at --profile and --home.',
  'profile-exists': 'There is a profile of that name already. Choose another with --profile.',
  'profile-in-use': 'Another process has this profile open. Close it, or choose another with --profile.',
  'profile-newer': 'A newer version of Hushroom wrote this profile. Update Hushroom to open it.',
  'profile-damaged':
    'The files of this profile are damaged, and nothing was opened. Save what can be read in the window, or import a backup into a new profile; an older copy of the folder would use old keys again.',
  'profile-name-invalid':
    'A profile has a name of up to 32 of a to z, 0 to 9, "_" and "-", or is the path of a folder.',
  'passphrase-wrong': 'The passphrase is wrong. Try again.',
  'passphrase-wait': 'Too many wrong passphrases. Wait a moment, then try again.',
  'passphrase-needed': 'This profile needs its passphrase.',
  'passphrase-file':
    'No passphrase could be read from %. It must be the first line of a file that you can read.',
  'passphrase-unasked':
    'There is no terminal to ask for the passphrase on. Give a file with --passphrase-file.',
  'passphrases-differ': 'The two passphrases are not the same. Nothing was made; run the command again.',
  'keychain-weak': 'The keychain of this computer only hides what it holds. Use a passphrase.',
  'keychain-unavailable':
    "This profile's key is in a keychain, which only the desktop app can open. Open it there, and set a passphrase.",
  'backup-missing': 'That backup cannot be found or read.',
  'backup-foreign': 'That file is no backup of Hushroom.',
  'backup-newer': 'A newer Hushroom wrote that backup. Update this one.',
  'backup-damaged': 'That backup is damaged. Nothing of it was taken.',
  'backup-truncated': 'The end of that backup is missing. Nothing of it was taken.',
  'file-exists': 'There is a file of that name already. It was left as it is.',
  'disk-full': 'The disk is full: nothing was saved. Make room and try again.',

  'address-malformed':
    'That is not the address of a relay. It looks like hushroom://host:port/#fragment; copy all of it.',
  'address-too-long':
    'That is too long for the address of a relay. It looks like hushroom://host:port/#fragment.',
  'address-id-malformed':
    "The part after # in the relay's address is not whole. Copy the address again, all of it.",
  'relay-unreachable':
    'The relay cannot be reached. Look at its address (hushroom move), your network, and whether it runs.',
  'relay-not-the-one':
    'What answers at that address is not the relay that the address names. Do not go on; ask the operator for the address.',
  'relay-untrusted':
    "The relay's certificate is not one that this computer trusts. Use the address with the part after #.",
  'relay-another':
    'That is the address of another relay: the part after # has to be that of the relay where the profile is registered.',
  'relay-too-old':
    'The relay is older than this program and cannot speak with it. Its operator has to update it.',
  'app-too-old': 'This program is too old for the relay. Update Hushroom.',
  'relay-version':
    'What answers at that address does not speak as a relay does. Look at the address and the port.',
  'relay-refused': 'The relay refused the request. Its operator may know why.',
  'relay-full': "The relay's disk is full: nothing was stored there. Its operator has to make room.",
  'relay-failed': 'The relay ended by itself.',
  'clock-wrong': "This computer's clock is wrong. Set date and time, and try again.",
  'rate-limited': 'The relay was asked too often. Wait a minute and try again.',

  'name-taken': 'That user name is taken on this relay. Choose another.',
  'name-invalid': 'A user name has 2 to 32 of a to z, 0 to 9, ".", "_" and "-".',
  'registration-closed': 'This relay takes no new people. Ask its operator.',
  'invite-invalid':
    'The invite code is missing, wrong or used up. Ask the operator for one, and give it with --invite.',

  'unknown-person': 'Nobody of that name is on this relay.',
  'unknown-conversation': 'There is no such room or conversation.',
  'unknown-message': 'There is no such message.',
  'person-unreachable':
    'That person cannot be written to yet: no device of theirs has left keys at the relay.',
  'account-deleted': 'That person has deleted their account.',
  'not-admin': 'Only an admin of the room can do that.',
  'not-member': 'That person is not in the room.',
  'already-member': 'That person is in the room already.',
  'last-admin': 'You are the only admin: the room would have none. Make somebody else an admin first.',
  'admin-not-ready':
    'The other admin is not ready yet: they have to be on line once after they came into the room. Try again then.',
  'picture-unusable': 'That picture cannot be used: it has to be a PNG, JPEG or WebP of at most % bytes.',
  'conversation-ended': 'You are no longer in that conversation: nothing can be sent there.',
  'conversation-stuck':
    'The keys of that conversation no longer fit on this device. Have a member add you again.',
  'sending-stopped':
    "Nothing was sent: someone's key has changed. Compare safety numbers before you go on (hushroom safety-number).",
  'message-too-long': 'The message is too long, and was not sent. The limit is % bytes.',
  'not-author': 'Only the one who wrote that message can do this.',
  'edit-too-late': 'A message can be changed for a day after it was written; that day is over.',
  'message-gone': 'That message is gone: it was deleted, or could not be read.',
  'not-forwardable': 'That message disappears: it is not passed on.',
  conflict: 'Others changed the room at the same time, again and again. Try again in a moment.',
  offline: 'There is no connection to the relay, and this cannot be done without it. Try again later.',
  'evidence-file': 'No evidence could be read from %.',
  'room-ambiguous': 'Several rooms are called %. Give the id instead (hushroom room list).',

  'file-too-large': 'The file is too large. The limit is % bytes.',
  'file-quota': 'The relay keeps no more files of yours. Delete some, or wait until old ones end.',
  'file-gone': 'The file is no longer at the relay. Ask for it to be sent again.',
  'file-damaged': 'The file is damaged: it is not what was sent.',
  'file-interrupted': 'The file was not read to its end, and was not sent.',
  'file-cancelled': 'Sending the file was cancelled.',
  'file-not-here': 'The file is not on this computer yet.',
  'file-unreadable': 'There is no such file, or it cannot be read.',
  'file-unwritable': 'The file cannot be written there: something stands there, or you may not.',

  'safety-number-differs':
    'The digits are not the same: someone may be between you. Nothing was marked. Compare again, on another way.',
  'safety-number-malformed': 'A safety number has 60 digits.',
  'safety-code-malformed': 'That is not a safety code.',
  'was-verified':
    'You had verified that person, and their key is another now. Compare safety numbers before you go on.',
  'person-blocked': 'You have blocked that person. Unblock them to write to them.',
  'not-accepted':
    'You have not accepted that request; until you do, they see nothing of you. Accept it first.',
  'identity-changed': "That person's key has changed. Compare safety numbers before you go on.",
};

/** The sentence for a code. */
export function wordsFor(code: string, detail: string): string {
  const words = Object.hasOwn(WORDS, code) ? WORDS[code as Code] : `It failed (${code}).`;
  return words.replace('%', detail);
}
