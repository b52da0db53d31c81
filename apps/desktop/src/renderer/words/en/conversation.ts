// The sentences of a conversation: room events, entries that cannot be read, delivery, writing.
import type { ConversationState, DeliveryState, RoomEvent } from '@hushroom/ipc';
import { lengthOfTime } from '../length-of-time.ts';
import type { Naming } from '../names.ts';
import { counting } from '../plural.ts';

const count = counting('en');

/** Who did it and to whom; `actor` and the names in the event are user names. */
function sentence(event: RoomEvent, actor: string, naming: Naming): string {
  const { me } = naming;
  const nameOf = (userName: string): string => naming.nameOf(userName);
  const who = actor === me ? 'You' : nameOf(actor);
  switch (event.type) {
    case 'created':
      return `${who} made this room`;
    case 'added':
      return `${who} added ${event.userName === me ? 'you' : nameOf(event.userName)}`;
    case 'removed':
      return `${who} removed ${event.userName === me ? 'you' : nameOf(event.userName)}`;
    case 'left':
      return `${event.userName === me ? 'You' : nameOf(event.userName)} left`;
    case 'joined':
      return `${who} joined`;
    case 'renamed':
      return `${who} named this room ${event.name}`;
    case 'pictureChanged':
      return `${who} changed the picture`;
    case 'roleChanged': {
      const whom = event.userName === me ? 'you' : nameOf(event.userName);
      return event.role === 'admin'
        ? `${who} made ${whom} an admin`
        : `${who} took the role of admin from ${whom}`;
    }
    case 'changeRefused':
      return event.userName === ''
        ? 'A change of this room was refused: it came from nobody who may make it'
        : `A change of this room by ${nameOf(event.userName)} was refused: it is not theirs to make`;
    case 'readded':
      return event.userName === me
        ? `${who} let you in again, because you could not read on`
        : `${who} let ${nameOf(event.userName)} in again, who could not read on`;
    case 'readdHeld':
      return `${nameOf(event.userName)} asks to be let in again, too often to be served without a look: an admin can remove and add them`;
    case 'timerChanged':
      return event.seconds === 0
        ? `${who} turned disappearing messages off`
        : `${who} let messages disappear after ${lengthOfTime('en', event.seconds)}`;
  }
}

export const conversation = {
  region: (title: string) => `Conversation: ${title}`,
  backToList: 'Back to the list',
  onlyYou: 'Only you',
  members: (members: number) => count(members, { one: '# member', other: '# members' }),
  verified: (verified: number, others: number) =>
    verified === others ? 'all verified' : `${verified} of ${others} verified`,
  aboutRoom: 'About this room',
  aboutPerson: (name: string) => `About ${name}`,
  waitingForRelay: 'Waiting for the relay',
  roomPanel: 'Members and settings',
  personPanel: 'Safety number',

  messages: 'Messages',
  loading: 'Loading messages',
  toNewest: (unread: number) =>
    unread === 0 ? 'To the newest message' : `To the newest message, ${unread} unread`,
  toMention: (mentions: number) => `To the next message that mentions you, ${mentions} unread`,
  newMessages: 'New',
  /** Stands in the list where a conversation has no message. */
  none: 'No messages yet',
  startRoom: 'Only the members of this room can read what is written here. The relay cannot.',
  startDirect: (name: string) => `Only you and ${name} can read what is written here. The relay cannot.`,
  said: (who: string, text: string) => `${who}: ${text}`,
  from: (name: string) => `From ${name},`,

  /** Who: one to three names as a list. */
  typing: (who: string, count: number) => `${who} ${count === 1 ? 'is' : 'are'} typing…`,
  manyTyping: 'Several people are typing…',

  write: 'Message',
  send: 'Send',
  sendAgain: 'Send again',
  notSent: 'Not sent.',
  tooLong: (size: string) => `Too long by ${size}. Shorten it or send it in parts; your draft is kept.`,
  delivery: {
    queued: 'Waiting on this computer',
    relayed: 'At the relay',
    delivered: 'Delivered',
    read: 'Read',
    failed: 'Not sent',
    received: 'Received',
  } satisfies Record<DeliveryState, string>,

  askAgain: 'Ask again',
  asked: 'The others were asked. As soon as one of them is online, you can read on.',
  askedOne: (name: string) => `${name}’s app was asked. As soon as it is online, you can read on.`,

  event: sentence,

  /** Why nothing can be written, for the states in which that is so. */
  ended: {
    removed: { title: 'You were removed from this room', help: 'You can still read what you have.' },
    left: { title: 'You left', help: 'You can still read what you have.' },
    stuck: {
      title: 'The keys of this conversation no longer fit',
      help: 'Hushroom has asked to be let in again. That happens by itself as soon as someone else here is online.',
    },
    imported: {
      title: 'Imported history',
      help: 'These messages came from a backup. To write here again, ask to be added to the room.',
    },
    nobody: {
      title: 'Imported history',
      help: 'These messages came from a backup. Nobody on this relay has this name, so that there is nobody to write to.',
    },
    past: {
      title: 'Imported history',
      help: 'These messages came from a backup of another relay, or of one that nobody can tell. Whoever has this name here may be somebody else.',
    },
  } satisfies Partial<
    Record<ConversationState | 'past' | 'nobody', { readonly title: string; readonly help: string }>
  >,

  /** Why an entry of the timeline has no text. */
  unreadable: {
    identityChanged: {
      title: 'Held back, because it came under a different key',
      help: 'You see it once you have looked at the warning in this conversation.',
    },
    expired: {
      title: 'A message expired at the relay before it came here',
      help: 'The relay keeps messages for a limited time. Ask for it to be sent again.',
    },
    unknownContent: { title: 'This kind of message is not known here', help: 'Update Hushroom to see it.' },
    badContent: {
      title: 'A message makes no sense',
      help: 'The app of its sender made it wrongly. Nothing else is affected.',
    },
    rowDamaged: {
      title: 'A message is kept here in a form that makes no sense',
      help: 'Nothing else is affected. Others may still have it.',
    },
    other: {
      title: 'A message could not be decrypted',
      help: 'If this goes on, ask to be let in again with new keys.',
    },
  },
};
