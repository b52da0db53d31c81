// A history as someone has it after years, written by the engine's own code: for benchmarks, by way of a storage that they
// bring along. The words are drawn from `random`, so that the same seed gives the same history.
import { loadAccount } from '../src/account/account.ts';
import {
  loadConversation,
  newConversation,
  saveConversation,
} from '../src/conversation/conversation-record.ts';
import { messageRowId } from '../src/conversation/message-record.ts';
import { appendOrdered } from '../src/conversation/timeline.ts';
import type { Storage } from '../src/storage.ts';

export interface HistorySize {
  readonly conversations: number;
  readonly messages: number;
  /** The first conversation's share: a divisor of `messages`. */
  readonly largest: number;
  /** Stands in every thousandth message. */
  readonly rareWord: string;
}

const ROWS_AT_ONCE = 5_000;
const FIRST_AT = Date.UTC(2024, 0, 1);
const MINUTES_10 = 600_000;
const WORDS =
  'the a we you they it is was will come go see bring meet read write know think tomorrow today later morning train boat garden harbour bridge market letter window kitchen tickets music rain coffee bread lemon blue quiet early long small'.split(
    ' ',
  );

/** The user name of the conversation with this number. */
export function personName(index: number): string {
  return `person${String(index).padStart(3, '0')}`;
}

/** Fills the database of a registered profile with direct conversations, all of them read to their end. */
export function fillHistory(
  storage: Storage,
  { conversations, messages, largest, rareWord }: HistorySize,
  random: (bytes: number) => Uint8Array,
): void {
  const number = (below: number): number => new DataView(random(4).buffer).getUint32(0) % below;
  const me = storage.transaction(loadAccount);
  if (me === null) throw new Error('no account');
  const hex = (bytes: Uint8Array): string =>
    Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const people = Array.from({ length: conversations }, (_, index) => ({
    id: hex(random(32)),
    userName: personName(index),
    accountKey: random(32),
  }));
  storage.transaction((transaction) => {
    people.forEach(({ id, userName: title }, index) => {
      const made = {
        id,
        kind: 'direct',
        title,
        begun: FIRST_AT + index,
        consented: true,
        invitedBy: '',
      } as const;
      saveConversation(transaction, newConversation(made));
    });
  });
  const every = Math.round(messages / largest);
  for (let done = 0; done < messages; done += ROWS_AT_ONCE) {
    storage.transaction((transaction) => {
      for (let row = done; row < Math.min(messages, done + ROWS_AT_ONCE); row++) {
        const person = people[row % every === 0 ? 0 : 1 + number(conversations - 1)];
        if (person === undefined) throw new Error('no such conversation');
        const mine = number(2) === 0;
        const { userName, accountKey } = mine ? me : person;
        const words = Array.from({ length: 3 + number(18) }, () => WORDS[number(WORDS.length)]);
        if (row % 1000 === 0) words.push(rareWord);
        appendOrdered(transaction, {
          id: messageRowId(accountKey, random(16)),
          conversation: person.id,
          author: { userName, accountKey, pinned: true },
          mine,
          sentAt: FIRST_AT + row * MINUTES_10,
          body: { type: 'text', text: words.join(' ') },
          failure: null,
        });
      }
    });
  }
  storage.transaction((transaction) => {
    for (const { id } of people) {
      const record = loadConversation(transaction, id);
      if (record !== null) saveConversation(transaction, { ...record, seen: record.ordered });
    }
  });
}
