// The timeline as rows: day separators, the unread marker, and messages grouped by sender.
import type { MessageView } from '@hushroom/ipc';
import { plainText } from '../../words/plain.ts';
import { startOfDay } from '../../words/time.ts';
import type { Outgoing } from '../../session/timeline.svelte.ts';

/** Messages of one sender within this time stand together. */
const GROUP_MS = 5 * 60_000;

/** What a bubble shows, whether the engine has stored it or not. */
export interface BubbleView {
  readonly from: string;
  readonly mine: boolean;
  readonly text: string;
  readonly sentAt: number;
  readonly state: MessageView['state'];
  readonly reason: string | null;
}

export type Row =
  /** The beginning of the conversation. */
  | { readonly kind: 'start'; readonly key: string }
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'event'; readonly key: string; readonly message: MessageView }
  | {
      readonly kind: 'unreadable';
      readonly key: string;
      readonly message: MessageView;
      readonly code: string;
    }
  | {
      readonly kind: 'bubble';
      readonly key: string;
      readonly bubble: BubbleView;
      /** First and last of a group: the name and the picture stand there. */
      readonly first: boolean;
      readonly last: boolean;
    };

export interface RowsInput {
  readonly messages: readonly MessageView[];
  readonly outgoing: readonly Outgoing[];
  readonly more: boolean;
  readonly me: string;
  readonly unreadAfter: number | null;
  readonly keyOf: (message: MessageView) => string;
}

/** Builds the rows, oldest first. */
export function rowsOf({ messages, outgoing, more, me, unreadAfter, keyOf }: RowsInput): Row[] {
  const rows: Row[] = more ? [] : [{ kind: 'start', key: 'start' }];
  let day: number | null = null;
  let marked = unreadAfter === null;

  const dayOf = (at: number): void => {
    const start = startOfDay(at);
    // Times are the senders' claims and may step back: then the day is not said again.
    if (day !== null && start <= day) return;
    day = start;
    rows.push({ kind: 'day', key: `day-${start}`, at });
  };

  for (const message of messages) {
    dayOf(message.sentAt);
    if (!marked && !message.mine && unreadAfter !== null && message.position > unreadAfter) {
      marked = true;
      rows.push({ kind: 'unread', key: 'unread' });
    }
    const key = keyOf(message);
    const { body, from, mine, sentAt, state, reason } = message;
    if (body.type === 'event') rows.push({ kind: 'event', key, message });
    else if (body.type === 'deleted') rows.push({ kind: 'unreadable', key, message, code: 'deleted' });
    else if (body.type === 'unreadable') rows.push({ kind: 'unreadable', key, message, code: body.code });
    else {
      const text = body.type === 'file' ? body.file.name : body.text;
      push(rows, key, { from, mine, text: plainText(text), sentAt, state, reason });
    }
  }
  for (const { key, text, at } of outgoing) {
    dayOf(at);
    push(rows, key, { from: me, mine: true, text, sentAt: at, state: 'queued', reason: null });
  }
  return rows;
}

/** Adds a bubble, as the end of the group before it if that is the same sender's and recent. */
function push(rows: Row[], key: string, bubble: BubbleView): void {
  const before = rows.at(-1);
  const joins =
    before?.kind === 'bubble' &&
    before.bubble.from === bubble.from &&
    bubble.sentAt - before.bubble.sentAt < GROUP_MS;
  if (joins) rows[rows.length - 1] = { ...before, last: false };
  rows.push({ kind: 'bubble', key, bubble, first: !joins, last: true });
}
