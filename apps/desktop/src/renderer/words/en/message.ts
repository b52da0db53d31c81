// What can be done with a message, and what is said about it.
import { counting } from '../plural.ts';

const count = counting('en');

export const message = {
  actions: (from: string) => `Message of ${from}: actions`,
  own: 'Your message: actions',
  reply: 'Reply',
  react: 'React',
  reactWith: (emoji: string) => `React with ${emoji}`,
  moreReactions: 'More reactions',
  edit: 'Edit',
  forward: 'Forward…',
  copy: 'Copy text',
  info: 'Info',
  delete: 'Delete…',
  more: 'More',
  deleteKey: 'Del',

  edited: 'edited',
  editedAt: (moment: string) => `Edited ${moment}`,
  forwarded: 'Forwarded',
  deletedByYou: 'You deleted this message',
  deletedBy: (name: string) => `${name} deleted this message`,
  invisible: 'A message without anything to see',
  showAll: 'Show all',
  mention: (name: string) => `About ${name}`,

  answers: (name: string) => `Reply to ${name}`,
  answersGone: 'Reply to a message that is not here',
  picture: 'Picture',
  voice: 'Voice message',
  deletedExcerpt: 'Deleted message',
  jump: 'Go to the message it replies to',

  /** For a screen reader, after the emoji and the number on its button. */
  reaction: (names: string, mine: boolean) => `by ${names}. ${mine ? 'Take yours back' : 'Add yours'}`,
  reactions: 'Reactions',

  deleteTitle: 'Delete this message?',
  deleteNow: 'Delete',
  deleteForMe: 'Delete for me',
  deleteForMeHelp: 'It is removed from this computer. The others keep it.',
  deleteForEveryone: 'Delete for everyone',
  deleteForEveryoneHelp:
    'Everyone’s Hushroom is asked to remove it. Anyone who has read, copied or backed it up may still have it.',
  deleteQueued:
    'It is removed from this computer. If it is on its way already, everyone’s Hushroom is asked to remove it when it arrives.',
  deleteUnsent: 'It was not sent. It is removed from this computer.',

  forwardTitle: 'Forward to',
  forwardSearch: 'Search conversations',
  forwardNone: 'No conversation with that name',
  forwardSend: (conversations: number) => count(conversations, { one: 'Forward', other: 'Forward to #' }),
  forwardLimit: (limit: number) => `At most ${limit} at once.`,
  forwardHelp: 'It is marked as forwarded. Who wrote it first is not said.',

  linkTitle: 'Open this link?',
  linkHelp: 'It opens in your browser. The site learns your IP address and that someone opened it.',
  linkHost: 'Goes to',
  linkWhole: 'Whole address',
  linkDiffers: 'The text of the link looks like another address than the one it goes to.',
  linkImitates: 'This name has letters that can look like others. It is written out as computers see it.',
  linkOpen: 'Open',
  linkCopy: 'Copy address',
  mailTitle: 'Write to this address?',
  mailHelp: 'It opens in your mail program. Mail is not encrypted by Hushroom.',
  mailTo: 'To',

  deliveredTo: (state: string, delivered: number, of: number) =>
    `${state}, delivered to ${delivered} of ${of}`,
  readBy: (state: string, read: number, of: number) => `${state}, read by ${read} of ${of}`,
  infoTitle: 'About this message',
  infoSent: 'Sent',
  infoEdited: 'Edited',
  infoExpires: 'Disappears',
  disappears: (moment: string) => `Disappears ${moment}`,
  infoRead: 'Read',
  infoDelivered: 'Delivered',
  infoWaiting: 'Not delivered',
  infoUnknown: 'Not known',
  infoUnknownHelp: 'In a room this large, only those who write show what they have.',
  infoLoading: 'Loading who has it',
  infoReceiptsOff: 'Read receipts are off: who has read it is not shown.',
};
