// Explains the alarms of a conversation, and gathers what can be shown to others of them.
import { ROSTER_LOG_ID } from '@hushroom/wire';
import type { AlarmView, Evidence, EvidenceClaim } from '@hushroom/ipc';
import type { Account } from '../account/account.ts';
import type { Clock } from '../clock.ts';
import { fromHex, toHex } from '../hex.ts';
import type { RoomDriver } from '../room/room-driver.ts';
import type { RosterSync } from '../roster/roster-sync.ts';
import type { Roster } from '../roster/roster.ts';
import type { Storage, Transaction } from '../storage.ts';
import { loadAlarms, type AlarmRecord } from './alarm-record.ts';
import type { Late } from './awaited.ts';
import { evidenceOf } from './evidence.ts';
import { contradictions, keptHeads } from './signed-heads.ts';

const ROSTER = toHex(ROSTER_LOG_ID);

export interface AlarmParts {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly account: Account;
  readonly roster: Roster;
  readonly rosterSync: RosterSync;
}

export class Alarms {
  readonly #parts: AlarmParts;

  constructor(parts: AlarmParts) {
    this.#parts = parts;
  }

  /** What is known of the alarms in the rooms of a conversation, and of the roster. */
  explain(rooms: readonly RoomDriver[]): AlarmView[] {
    const { storage, roster, rosterSync } = this.#parts;
    const logs = [...rooms.map(({ room }) => room.id), ROSTER];
    const recorded = storage.transaction((transaction) =>
      logs.flatMap((log) => loadAlarms(transaction, log).map((record) => viewOf(transaction, log, record))),
    );
    const late = rooms.flatMap(({ room, sync }) =>
      sync.withheld.map((each) => withheld('room', room.record.cursor, each)),
    );
    const lateRoster = rosterSync.withheld.map((each) => withheld('roster', roster.cursor, each));
    return [...recorded, ...late, ...lateRoster];
  }

  /** The document about these rooms and the roster. */
  evidence(rooms: readonly RoomDriver[]): Evidence {
    const { storage, clock, account } = this.#parts;
    const logs = [...rooms.map(({ room }) => room.id), ROSTER];
    const [claims, heads] = storage.transaction((transaction) => [
      logs.flatMap((log) => loadAlarms(transaction, log).map((record) => claimOf(log, record))),
      logs.flatMap((log) => keptHeads(transaction, fromHex(log))),
    ]);
    return evidenceOf({ relayId: account.relayId, made: clock.now(), claims, heads });
  }
}

function viewOf(transaction: Transaction, log: string, record: AlarmRecord): AlarmView {
  const { code, userName, seq, at } = record;
  const about = record.isRoster ? 'roster' : 'room';
  const mine = hexOf(record.mine);
  const theirs = hexOf(record.theirs);
  if (code === 'history-differs') return { code, log: about, userName, seq, mine, theirs, at };
  const logId = fromHex(log);
  const proven = contradictions(keptHeads(transaction, logId)).length > 0;
  return { code, log: about, seq, mine, signed: theirs, at, proven };
}

function claimOf(
  log: string,
  { code, userName, isRoster, seq, mine, theirs, at }: AlarmRecord,
): EvidenceClaim {
  return {
    code,
    log: isRoster ? ROSTER : log,
    seq,
    mine: hexOf(mine),
    theirs: hexOf(theirs),
    userName: userName === '' ? null : userName,
    at,
  };
}

function withheld(log: 'room' | 'roster', came: number, late: Late): AlarmView {
  return { code: 'messages-withheld', log, came, ...late };
}

function hexOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : toHex(bytes);
}
