// How often somebody was added again to a room of late: whoever asks too often is not served without a word.
import { decode, encode, uint53, vector } from '@hushroom/codec';
import type { Transaction } from '../storage.ts';

const SPACE = 'readd-count';
/** As many in a day are served by themselves. */
export const READDS_A_DAY = 3;
const DAY_MS = 24 * 60 * 60 * 1000;
const TIMES_BYTES_MAX = 8 * READDS_A_DAY;
const times = vector(uint53, TIMES_BYTES_MAX);

/** Counts those whom a commit added again; `at` is the relay's time of it. */
export function saveReadds(
  transaction: Transaction,
  room: string,
  userNames: readonly string[],
  at: number,
): void {
  for (const userName of userNames) {
    const kept = load(transaction, room, userName).slice(1 - READDS_A_DAY);
    transaction.put(SPACE, `${room}/${userName}`, encode(times, [...kept, at]));
  }
}

/** Whether somebody was added again so often in the day before `now` that the next request is only shown. */
export function wasReaddedOften(
  transaction: Transaction,
  { room, userName, now }: { readonly room: string; readonly userName: string; readonly now: number },
): boolean {
  return load(transaction, room, userName).filter((at) => at > now - DAY_MS).length >= READDS_A_DAY;
}

function load(transaction: Transaction, room: string, userName: string): readonly number[] {
  const value = transaction.get(SPACE, `${room}/${userName}`);
  return value === null ? [] : decode(times, value);
}
