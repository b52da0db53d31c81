// The timeline as rows: day separators, the unread marker, and messages grouped by sender.
import type { MessageView } from '@hushroom/ipc';
import { startOfDay } from '../../words/time.ts';
import type { Outgoing } from '../../session/timeline.svelte.ts';

/** Messages of one sender within this time stand together. */
const GROUP_MS = 5 * 60_000;

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
      readonly message: MessageView;
      /** Whether the engine has it: only then can something be done with it. */
      readonly stored: boolean;
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
    const { body } = message;
    if (body.type === 'event') rows.push({ kind: 'event', key, message });
    else if (body.type === 'unreadable') rows.push({ kind: 'unreadable', key, message, code: body.code });
    else push(rows, key, message, true);
  }
  for (const sent of outgoing) {
    dayOf(sent.at);
    push(rows, sent.key, messageOf(sent, me), false);
  }
  return rows;
}

/** The rows with those of before in place of equal ones: what is the same is not drawn again. */
export function keepSame(before: readonly Row[], rows: readonly Row[]): readonly Row[] {
  const known = new Map(before.map((row) => [row.key, row]));
  return rows.map((row) => {
    const old = known.get(row.key);
    return old !== undefined && isSame(old, row) ? old : row;
  });
}

function isSame(left: Row, right: Row): boolean {
  const names = Object.keys(left) as (keyof Row)[];
  return names.every((name) => left[name] === right[name]);
}

/** Adds a bubble, as the end of the group before it if that is the same sender's and recent. */
function push(rows: Row[], key: string, message: MessageView, stored: boolean): void {
  const before = rows.at(-1);
  const joins =
    before?.kind === 'bubble' &&
    before.message.from === message.from &&
    message.sentAt - before.message.sentAt < GROUP_MS;
  if (joins) rows[rows.length - 1] = { ...before, last: false };
  rows.push({ kind: 'bubble', key, message, stored, first: !joins, last: true });
}

/** What was typed, as the message that it is about to be. */
function messageOf({ key, text, at, mentions, replyTo, conversation }: Outgoing, me: string): MessageView {
  return {
    id: key,
    conversation,
    from: me,
    mine: true,
    body: { type: 'text', text },
    replyTo,
    mentions,
    mentionsMe: false,
    forwarded: false,
    reactions: [],
    editedAt: null,
    sentAt: at,
    state: 'queued',
    delivery: null,
    disappearAfterSeconds: 0,
    expiresAt: null,
    reason: null,
    position: Infinity,
  };
}
