// What was seen when an alarm was raised, kept for its explanation: the first time each is what counts.
import {
  boolean,
  decode,
  encode,
  enumeration,
  optional,
  struct,
  uint53,
  uint8,
  type Codec,
} from '@hushroom/codec';
import { hash, userName } from '@hushroom/wire';
import type { Transaction } from '../storage.ts';

const SPACE = 'alarm';

export interface AlarmRecord {
  readonly code: 'history-differs' | 'relay-forked';
  /** Who showed another history; empty where the relay did. */
  readonly userName: string;
  /** It is about the list of people, not about the room. */
  readonly isRoster: boolean;
  readonly seq: number;
  /** The running hash here; null where there is none at that place. */
  readonly mine: Uint8Array | null;
  /** The other one; null where the relay confirmed something that the log does not show. */
  readonly theirs: Uint8Array | null;
  /** When it was noticed, ms since 1970. */
  readonly at: number;
}

const alarmRecord: Codec<AlarmRecord> = struct<AlarmRecord>({
  code: enumeration(uint8, { 'history-differs': 1, 'relay-forked': 2 }),
  userName,
  isRoster: boolean,
  seq: uint53,
  mine: optional(hash),
  theirs: optional(hash),
  at: uint53,
});

/** `log` is the hex of the log by which it was noticed. */
export function saveAlarm(transaction: Transaction, log: string, record: AlarmRecord): void {
  const key = `${log}/${record.code}/${record.userName}`;
  if (transaction.get(SPACE, key) === null) transaction.put(SPACE, key, encode(alarmRecord, record));
}

export function loadAlarms(transaction: Transaction, log: string): AlarmRecord[] {
  return transaction.list(SPACE, `${log}/`).map(([, value]) => decode(alarmRecord, value));
}
