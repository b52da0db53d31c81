// Messages that disappear. The time that the author gave begins when a message was first on screen, for its author when it
// stands in the log. One that nobody has looked at waits to be seen, but not for ever: what lies on a device that was lost
// goes by itself too.
import type { Transaction } from '../storage.ts';
import type { Expiry, MessageMarks } from './message-marks.ts';
import { recordOf, rowOf } from './message-record.ts';

const MS_PER_SECOND = 1000;
/** How long a message waits to be seen, at least: here and at the relay. */
export const UNSEEN_SECONDS = 7 * 24 * 60 * 60;
/** Rows that are read at once. */
const ROWS = 200;

/** For a message that came: it waits to be seen. Null where it stays. */
export function unseenExpiry(afterSeconds: number, now: number): Expiry | null {
  if (afterSeconds === 0) return null;
  const at = now + Math.max(afterSeconds, UNSEEN_SECONDS) * MS_PER_SECOND;
  return { afterSeconds, at, runs: false };
}

/** For one's own that is not sent yet. Null where it stays. */
export function waitingExpiry(afterSeconds: number): Expiry | null {
  return afterSeconds === 0 ? null : { afterSeconds, at: null, runs: false };
}

/** Starts a message's time, once. */
export function started(marks: MessageMarks, now: number): MessageMarks {
  const { expiry } = marks;
  if (expiry === null || expiry.runs) return marks;
  return { ...marks, expiry: { ...expiry, at: now + expiry.afterSeconds * MS_PER_SECOND, runs: true } };
}

/** Starts the time of what others said between two positions: it is on screen now. Returns the ids of what changed. */
export function startSeen(
  transaction: Transaction,
  input: {
    readonly conversation: string;
    readonly after: number;
    readonly upTo: number;
    readonly now: number;
  },
): string[] {
  const { conversation, upTo, now } = input;
  const changed: string[] = [];
  for (let after = input.after; after < upTo;) {
    const rows = transaction.pageAfter(conversation, after, ROWS).filter(({ position }) => position <= upTo);
    for (const record of rows.map(recordOf)) {
      const marks = record.mine ? record.marks : started(record.marks, now);
      if (marks === record.marks) continue;
      transaction.putMessage(rowOf({ ...record, marks }));
      changed.push(record.id);
    }
    after = rows.at(-1)?.position ?? upTo;
  }
  return changed;
}
