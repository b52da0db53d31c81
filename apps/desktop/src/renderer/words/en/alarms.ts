// What is known of an alarm: what was seen, what it means, what to do.
import type { AlarmView } from '@hushroom/ipc';
import { counting } from '../plural.ts';

const count = counting('en');

export const alarms = {
  explain: 'What happened?',
  title: 'What happened',
  loading: 'Loading what is known',
  over: 'Nothing is wrong any more',
  overHelp: 'What was missing has come.',

  seen: 'What was seen',
  meaning: 'What it means',
  toDo: 'What to do',
  noticed: 'Noticed',
  since: 'Since',
  place: 'Where',
  places: {
    room: (seq: number) => `This conversation, entry ${seq}`,
    roster: (seq: number) => `The list of people on the relay, entry ${seq}`,
  } satisfies Record<AlarmView['log'], unknown>,
  here: 'History here',
  theirs: (name: string) => `History of ${name}`,
  signed: 'Signed by the relay',
  unknown: 'Nothing at that place',
  came: 'Came here up to',
  shown: 'Exists up to',
  shownBy: 'Known from',
  missing: 'Missing',
  entries: (entries: number) => count(entries, { one: '# entry', other: '# entries' }),
  proof: 'Proof',
  proven: 'The relay signed both. Whoever has its address can check that.',
  unproven: 'None for others: the relay’s signature is under one of them only.',

  historyDiffers: {
    meaning: (name: string) =>
      `Every device computes a running hash over all that the relay delivers. The one that ${name} signed is not yours: either the relay gave the two of you different messages, or ${name}’s app is at fault.`,
    toDo: (name: string) => [
      `Call ${name}, or meet. Compare the last messages here, and this hash.`,
      'Share nothing that matters over this relay until you know which it is.',
      'Export the evidence and keep it: together with that of the other side it may prove that the relay lied.',
    ],
  },
  relayForked: {
    meaning: (proven: boolean) =>
      `A relay may delay messages. It must never show two different ones under the same number, and this one has ${proven ? 'signed both' : 'done so'}. It is broken, or whoever runs it deceives.`,
    toDo: (proven: boolean) => [
      'Tell the others in this conversation by another way.',
      'Do not rely on this relay. Move to another one.',
      proven
        ? 'Export the evidence: anybody can check it with “hushroom evidence check” and the relay’s address.'
        : 'Export the evidence and keep it: together with that of the others it may prove that the relay lied.',
    ],
  },
  messagesWithheld: {
    meaning: (name: string | null) =>
      name === null
        ? 'Somebody has shown that there is more than the relay has delivered, and for minutes it has not come although you are connected. It may be overloaded, or it keeps something from you.'
        : `${name}’s app says that there is more than the relay has delivered to you, and for minutes it has not come although you are connected. The relay may be overloaded, or it keeps something from you, or ${name}’s app is at fault.`,
    toDo: (name: string | null) => [
      'Wait a little. If it comes, this goes by itself.',
      name === null
        ? 'If it stays, ask the others by another way what they have written.'
        : `If it stays, ask ${name} by another way what was written here.`,
    ],
  },

  export: 'Export evidence',
  exportHelp:
    'A file with what the relay signed. Nothing in it was written by a person, and no key is in it.',
};
