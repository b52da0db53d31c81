// People and their keys: marks, safety numbers, comparing.
import type { Verification } from '@hushroom/ipc';

export const people = {
  /** What a verification mark says. */
  verification: {
    verified: 'Verified',
    unverified: 'Not verified',
    changed: 'Key changed',
    'changed-verified': 'Key changed after you verified',
  } satisfies Record<Verification, string>,
  verificationHelp: (verification: Verification, name: string): string =>
    ({
      verified: `You compared safety numbers. If ${name}’s key ever changes, Hushroom stops and tells you.`,
      unverified: `Encrypted, and the key has stayed the same. Compare safety numbers to be sure that it is ${name}’s.`,
      changed: `${name} has a different key than when you first met. Compare before you share anything that matters.`,
      'changed-verified': `This is not the key that you verified. Nothing is sent to ${name} until you decide.`,
    })[verification],

  person: 'Person',
  member: 'Member',
  deleted: 'Account deleted',
  message: 'Message',
  notReachable: 'Not reachable yet',

  nickname: 'Nickname',
  nicknameAsk: 'Nickname…',
  nicknameTitle: (name: string) => `A name for ${name}`,
  nicknameHelp: 'Only you see it. The user name stays in sight in their panel.',
  alias: (userName: string) => `User name: ${userName}`,
  block: 'Block',
  blockAsk: 'Block…',
  unblock: 'Unblock',
  blocked: 'Blocked',
  youBlocked: (name: string) => `You have blocked ${name}`,
  blockedHelp: 'What they write to you is dropped. They are not told.',
  blockTitle: (name: string) => `Block ${name}?`,
  blockHelp: (name: string) =>
    `Direct messages and invitations of ${name} are dropped, and what they write in rooms does not count as unread. They are not told.`,
  request: 'Message request',
  requests: 'Message requests',
  requestDirect: (name: string) => `${name} wants to write to you`,
  requestRoom: (name: string, room: string) => `${name} invites you to ${room}`,
  requestHelp:
    'You do not know each other yet. Until you accept, they do not learn whether you have read this.',
  accept: 'Accept',
  deleteRequest: 'Delete',

  safetyNumber: 'Safety number',
  safetyHelp: 'The same on both screens, unless someone is in between.',
  loadingSafety: 'Loading the safety number',
  compareAgain: 'Compare again…',
  verifyAsk: (name: string) => `Verify ${name}…`,
  removeVerification: 'Remove verification',
  forms: 'Form of the safety number',
  digits: 'Digits',
  words: 'Words',
  qr: 'QR code',
  digitsLabel: '60 digits',
  wordsLabel: '12 words',
  qrLabel: (name: string) => `Safety number with ${name} as a QR code`,

  verifyTitle: (name: string) => `Verify ${name}`,
  compareLead: 'How can you reach each other right now?',
  together: 'We are together',
  togetherHelp: 'Hold the two screens side by side.',
  togetherGuide: (name: string) =>
    `Ask ${name} to open the safety number with you in Hushroom. Both screens should show the same number.`,
  scan: 'Scan their code',
  scanHelp: 'With this computer’s camera, or from an image.',
  scanGuide: (name: string) =>
    `Ask ${name} to open the safety number with you and choose QR code. Hold that screen in front of the camera: Hushroom compares both keys.`,
  scanLabel: 'Picture of the camera',
  verdicts: {
    'other-relay': {
      title: () => 'This code belongs to another relay',
      help: (name: string) => `Make sure that you and ${name} both look at this relay, then scan again.`,
    },
    'other-people': {
      title: () => 'This code is about other people',
      help: (name: string) =>
        `Make sure that ${name} shows the safety number with you, not with someone else, then scan again.`,
    },
    'their-key-differs': {
      title: (name: string) => `The key here is not ${name}’s`,
      help: (name: string) =>
        `The relay gave you a different key than the one on ${name}’s screen. Someone may be in between. Do not share secrets here, and tell ${name} by another way.`,
    },
    'my-key-differs': {
      title: (name: string) => `${name} was shown another key as yours`,
      help: (name: string) =>
        `Someone may be pretending to be you towards ${name}. Do not share secrets here, and tell ${name} by another way.`,
    },
  },
  rosterDiffers: 'The relay shows you two different lists of people',
  rosterDiffersHelp:
    'Your keys match, but the relay tells the two of you different things. Do not rely on it.',
  call: 'We are on a call',
  callHelp: 'Read twelve words to each other.',
  callGuide: (name: string) =>
    `Ask ${name} to open the safety number with you and choose Words. Take turns: you read a row, ${name} reads the next.`,
  paste: 'They sent me theirs',
  pasteHelp: 'By another way than this relay.',
  pasteGuide:
    'A number that came through this relay proves nothing: use one from a letter, a card, or another app.',
  pasteField: (name: string) => `The 60 digits that ${name} sent`,
  pasteCount: (digits: number) => `${digits} of 60 digits`,
  compare: 'Compare',
  same: 'They are the same',
  different: 'They differ',
  matchedTitle: 'Verified',
  matched: (name: string) =>
    `The keys match. ${name} now carries the verified mark, in your lists and above the conversation. If the key ever changes, Hushroom stops and tells you.`,
  differsTitle: 'They differ',
  /** Stands at the person from then on. */
  differed: 'You compared, and the numbers differed',
  differedHelp: (name: string) =>
    `The key here was not ${name}’s. Share no secrets until you have compared again and the numbers are the same.`,
  differs: (name: string) => `Do not share secrets with ${name} here`,
  differsHelp: (name: string) =>
    `First make sure that both of you look at the safety number with each other, not with someone else. If the numbers still differ, the relay or someone who controls it may have put its own key in between. Tell ${name} by another way.`,
};
