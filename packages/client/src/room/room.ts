// One room: its record, its group and its own commit under way, in memory as on disk. Every method that changes something
// is one step: one transaction holds all of it, memory follows, and only then are used secrets wiped.
import { groupContext, groupSecrets, members, wipeAll, type GroupState, type Secret } from '@hushroom/crypto';
import { entryHash, transcriptNext, type DeliveredEntry } from '@hushroom/wire';
import { saveAlarm, type AlarmRecord } from '../alarm/alarm-record.ts';
import type { Account } from '../account/account.ts';
import type { Clock, Random } from '../clock.ts';
import { saveTitle } from '../conversation/conversation-record.ts';
import { recordOf, type MessageRecord } from '../conversation/message-record.ts';
import { ownActOf } from '../conversation/own-acts.ts';
import { failQueued, orderWaiting, takeAct } from '../conversation/timeline.ts';
import type { Deliveries } from '../delivery/deliveries.ts';
import { fromHex, sameBytes } from '../hex.ts';
import type { Outbox, OutboxRow } from '../log/outbox.ts';
import type { Contacts } from '../roster/contacts.ts';
import type { Pins } from '../roster/pins.ts';
import { sha256 } from '../sha256.ts';
import type { Storage, Transaction } from '../storage.ts';
import {
  entryEffect,
  epochOf,
  mergeEffect,
  PAST_EPOCHS_MAX,
  startEffect,
  type EntryEffect,
} from './entry-effect.ts';
import { DATE_MS_MAX } from './content-effect.ts';
import { saveDelivery, saveTold } from './entry-delivery.ts';
import { authorsOf, saveNews } from './entry-rows.ts';
import { judgeHead } from './head-judgement.ts';
import { Claims } from './claims.ts';
import { deleteGroup, loadStoredGroup, saveGroup } from './group-store.ts';
import { saveLastMembers } from './last-members.ts';
import { memberOf, type RoomMember } from './member.ts';
import { isOwnCommit, ownRowOf, type SealedRow } from './own-entry.ts';
import { deletePending, loadPending, savePending, type PendingCommit } from './pending-commit.ts';
import { isAdmin, readRoomContext, type RoomContext } from './room-context.ts';
import { withdrawAsk } from './readd-ask-record.ts';
import { saveReadds } from './readd-count.ts';
import { DIFFERS_MAX, saveRoom, saveTranscript, saveVoid, type RoomRecord } from './room-record.ts';
import { judgeTold } from './told-heads.ts';

export interface RoomParts {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly random: Random;
  readonly account: Account;
  readonly pins: Pins;
  readonly contacts: Contacts;
  readonly outbox: Outbox;
  readonly deliveries: Deliveries;
  /** Another room of the profile; null if there is none with that id. */
  readonly roomOf: (id: string) => Room | null;
}

/** What a step changed that others want to know. */
export interface RoomNews {
  readonly messages: readonly MessageRecord[];
  readonly membersChanged: boolean;
  readonly pending: EntryEffect['pending'];
  readonly roster: EntryEffect['roster'];
  /** An alarm was raised. */
  readonly alarmed: boolean;
  /** The access token is another now. */
  readonly rotated: boolean;
  /** Other rooms of which something was claimed. */
  readonly claimed: readonly Room[];
}

/** A change of the room as one transaction writes it. */
export interface RoomStep {
  readonly record: RoomRecord;
  /** Left out where it stays; null where its secrets are to be forgotten. */
  readonly group?: GroupState | null;
  /** Left out where it stays. */
  readonly pending?: PendingCommit | null;
  readonly consumed?: readonly Secret[];
}

export class Room {
  readonly parts: RoomParts;
  readonly claims: Claims;
  #record: RoomRecord;
  #group: GroupState | null;
  #pending: PendingCommit | null;
  /** Own commits given up in this epoch. One that the relay orders yet, so that the others take it, is merged after all. */
  #dropped: PendingCommit[] = [];
  /** Reading a certificate out of each leaf is worth doing once per tree. */
  #membersOf: { readonly tree: object; readonly all: readonly RoomMember[] } | null = null;

  constructor(
    parts: RoomParts,
    record: RoomRecord,
    group: GroupState | null,
    pending: PendingCommit | null = null,
  ) {
    this.parts = parts;
    this.claims = new Claims(parts.storage, record.id);
    this.#record = record;
    this.#group = group;
    this.#pending = pending;
  }

  /** Loads the rest of a room whose record was loaded. */
  static load(parts: RoomParts, record: RoomRecord): Room {
    return parts.storage.transaction((transaction) => {
      const group = loadStoredGroup(transaction, record.id, parts.account.deviceSecret);
      const pending = group === null ? null : loadPending(transaction, record.id, group);
      return new Room(parts, record, group, pending);
    });
  }

  get id(): string {
    return this.#record.id;
  }

  get logId(): Uint8Array {
    return fromHex(this.#record.id);
  }

  get record(): RoomRecord {
    return this.#record;
  }

  /** Null once the room is over for this device. */
  get group(): GroupState | null {
    return this.#group;
  }

  get pending(): PendingCommit | null {
    return this.#pending;
  }

  get context(): RoomContext | null {
    return this.#group === null ? null : readRoomContext(groupContext(this.#group).extensions);
  }

  get members(): readonly RoomMember[] {
    if (this.#group === null) return [];
    const { tree } = this.#group.epoch;
    if (this.#membersOf?.tree !== tree) {
      const all = members(this.#group).map(({ leafIndex, leafNode }) => memberOf(leafIndex, leafNode));
      this.#membersOf = { tree, all };
    }
    return this.#membersOf.all;
  }

  get iAmAdmin(): boolean {
    const { context } = this;
    return context !== null && isAdmin(context, this.parts.account.accountKey);
  }

  /** Whether this device can seal for the room: it is in its group, and the group is in step with the log. */
  get isLive(): boolean {
    return this.#group !== null && this.#record.status === 'active';
  }

  /** Runs a step: its own writes and `write` in one transaction, then memory, then wiping. */
  run<T>(step: RoomStep, write: (transaction: Transaction) => T): T {
    const result = this.parts.storage.transaction((transaction) => {
      this.#save(transaction, step);
      return write(transaction);
    });
    this.#record = step.record;
    if (step.group !== undefined) this.#group = step.group;
    if (step.pending !== undefined) this.#pending = step.pending;
    wipeAll(step.consumed ?? []);
    return result;
  }

  /** Gives the own commit under way up: it can never be ordered, as far as the relay says. */
  dropPending(): void {
    if (this.#pending !== null) this.#dropped.push(this.#pending);
    this.run({ record: this.#record, pending: null }, () => undefined);
  }

  /** A member sees another roster than this device does. */
  raiseDiffers(userName: string, other: Pick<AlarmRecord, 'seq' | 'mine' | 'theirs'>): void {
    const { differs } = this.#record;
    if (differs.includes(userName) || differs.length >= DIFFERS_MAX) return;
    const at = this.parts.clock.now();
    this.run({ record: { ...this.#record, differs: [...differs, userName] } }, (transaction) => {
      saveAlarm(transaction, this.id, { ...other, code: 'history-differs', userName, isRoster: true, at });
    });
  }

  /** Gives the room up without a word: its secrets and what it asked are forgotten, and it is followed no more. */
  forsake(): void {
    const consumed = this.#group === null ? [] : groupSecrets(this.#group);
    const record = { ...this.#record, status: 'left' as const };
    this.run({ record, group: null, pending: null, consumed }, (transaction) => {
      withdrawAsk(transaction, this.id);
    });
  }

  /** Takes back what was sealed for this room and may not go there: it is sealed anew where it may. */
  unsealAll(): void {
    const { outbox, storage } = this.parts;
    const rows = outbox.ofRoom(this.id).filter(({ content }) => content.length > 0);
    storage.transaction((transaction) => {
      for (const row of rows) this.#void(transaction, row, false);
    });
    for (const row of rows) this.#rememberVoided(row, false);
  }

  /** Writes a step inside a transaction that makes this room. */
  saveNew(transaction: Transaction): void {
    saveRoom(transaction, this.#record);
    const { cursor, transcript } = this.#record;
    saveTranscript(transaction, this.id, cursor, { transcript, at: this.parts.clock.now() });
    if (this.#group !== null) saveGroup(transaction, this.id, this.#group, null);
    if (this.#pending !== null && this.#group !== null) {
      savePending(transaction, this.id, this.#pending, this.#group);
    }
  }

  /** Processes the entry after the cursor, whatever it is. See [Note: what cannot stop a log]. */
  take(delivered: DeliveredEntry): RoomNews {
    const { outbox, account, deliveries } = this.parts;
    const entry = { ...delivered, receivedAt: Math.min(delivered.receivedAt, DATE_MS_MAX) };
    const transcript = this.#transcriptAfter(entry);
    const mine = ownRowOf(outbox, this.id, entry);
    const effect = mine === null ? this.#effect(entry) : NO_EFFECT;
    if (effect.awaitsWelcome === true) return this.#await(effect);
    const judged = judgeHead(this.parts, this.#record, effect.head, entry.seq);
    const told = judgeTold(this.parts, this.#record, effect.told);
    const record: RoomRecord = {
      ...this.#record,
      cursor: entry.seq,
      transcript,
      ...(entry.kind === 'commit' ? { lastCommit: entry.seq } : {}),
      ...effect.change,
      ...judged.change,
      ...(effect.pending === 'merged' ? { updatedAt: this.parts.clock.now(), sentSinceUpdate: 0 } : {}),
    };
    const voided = this.#voidedRows(record, effect.group);
    // A room that is over takes what waits for it along; two people go on in another room.
    const fails = effect.group === null && record.kind === 'room';
    if (effect.pending === 'dropped' && this.#pending !== null) this.#dropped.push(this.#pending);
    const epoch = this.#group?.epoch;
    const messages = this.run(
      {
        record,
        ...(effect.group === undefined ? {} : { group: effect.group }),
        ...(effect.pending === undefined ? {} : { pending: null }),
        consumed: effect.consumed,
      },
      (transaction) => {
        saveTranscript(transaction, this.id, entry.seq, { transcript, at: entry.receivedAt });
        saveReadds(transaction, this.id, effect.readded ?? [], entry.receivedAt);
        if (effect.skipped !== undefined) saveVoid(transaction, this.id, entry.seq, effect.skipped);
        judged.write(transaction);
        told.write(transaction);
        if (mine !== null) outbox.delete(transaction, mine);
        if (effect.title !== undefined) saveTitle(transaction, record.conversation, effect.title);
        const changed = voided.map((row) => this.#void(transaction, row, fails));
        const came = saveNews(transaction, this.parts, record, entry.seq, effect);
        const delivery = {
          room: this.id,
          seq: entry.seq,
          at: entry.receivedAt,
          me: account.userName,
          conversation: record.conversation,
          agrees: judged.agrees,
        };
        const moved = saveDelivery(transaction, deliveries, delivery, effect);
        return [...changed, ...came, ...moved, this.#order(transaction, mine, entry.seq)];
      },
    );
    if (this.#group === null || this.#group.epoch.context !== epoch?.context) this.#dropped = [];
    if (mine !== null) outbox.forget(mine);
    for (const row of voided) this.#rememberVoided(row, fails);
    for (const { room, userName, head } of told.claims) room.claims.remember(userName, head);
    for (const { userName, accountKey } of authorsOf(effect)) this.parts.pins.remember(userName, accountKey);
    return {
      messages: messages.filter((message) => message !== null),
      membersChanged: effect.membersChanged,
      pending: effect.pending,
      roster: effect.roster,
      alarmed: judged.alarmed,
      rotated: effect.change.token !== undefined,
      claimed: told.claims.map(({ room }) => room),
    };
  }

  /** Stops before the entry that takes this device out and in again: with the welcome it is taken once more, and read on. */
  #await({ consumed }: EntryEffect): RoomNews {
    const record = { ...this.#record, status: 'stuck' as const };
    this.run({ record, group: null, pending: null, consumed }, () => undefined);
    const news = { messages: [], membersChanged: false, roster: undefined, alarmed: false, rotated: false };
    return { ...news, pending: 'dropped', claimed: [] };
  }

  #save(transaction: Transaction, { record, group, pending }: RoomStep): void {
    saveRoom(transaction, record);
    if (group === null) {
      saveLastMembers(transaction, this);
      deleteGroup(transaction, this.id);
    }
    if (group) saveGroup(transaction, this.id, group, this.#group);
    if (pending === null) deletePending(transaction, this.id);
    const current = group === undefined ? this.#group : group;
    if (pending && current !== null) savePending(transaction, this.id, pending, current);
  }

  #transcriptAfter(entry: DeliveredEntry): Uint8Array {
    const { payload } = entry;
    const hash = payload === null ? entry.entryHash : entryHash(sha256, { ...entry, payload });
    return transcriptNext(sha256, this.#record.transcript, hash);
  }

  #effect(entry: DeliveredEntry): EntryEffect {
    const { status, start } = this.#record;
    const group = this.#group;
    if (status === 'joining') {
      const isStart = start !== null && entry.kind === 'commit' && sameBytes(entry.clientEntryId, start);
      return isStart ? startEffect(entry) : NO_EFFECT;
    }
    if (group === null || status === 'stuck') return NO_EFFECT;
    const pending = this.#pending;
    const mine = [...(pending === null ? [] : [pending]), ...this.#dropped].find((own) =>
      isOwnCommit(own, entry),
    );
    if (mine !== undefined) {
      return mergeEffect({ record: this.#record, group, pending: mine }, entry, this.parts.account);
    }
    const me = this.parts.account.accountKey;
    return entryEffect({ record: this.#record, group, pending, me }, entry);
  }

  /** Sealed rows whose bytes mean nothing in the epoch that begins, or all rows where the room is over. */
  #voidedRows(record: RoomRecord, group: GroupState | null | undefined): readonly OutboxRow[] {
    const { outbox } = this.parts;
    const isEnded = group === null || (record.status === 'stuck' && record.kind === 'direct');
    if (isEnded)
      return record.kind === 'direct' ? outbox.ofRoom(this.id) : outbox.ofConversation(record.conversation);
    if (group === undefined) return [];
    const epoch = epochOf(group);
    return outbox.ofRoom(this.id).filter(({ sealed, content }) => {
      const isHandshake = content.length === 0;
      return (
        (isHandshake && sealed.epoch < epoch) ||
        sealed.epoch < record.floorEpoch ||
        sealed.epoch + PAST_EPOCHS_MAX < epoch
      );
    });
  }

  #void(transaction: Transaction, row: OutboxRow, fails: boolean): MessageRecord | null {
    const { outbox } = this.parts;
    if (!fails && isSealedAgain(row)) {
      outbox.save(transaction, { ...row, sealed: null });
      return null;
    }
    outbox.delete(transaction, row);
    if (row.message !== null) return failQueued(transaction, row, 'conversation-ended');
    // The message that it would have changed is shown as it was.
    const target = row.target === null ? null : transaction.message(row.target);
    return target === null ? null : recordOf(target);
  }

  #rememberVoided(row: OutboxRow, fails: boolean): void {
    if (!fails && isSealedAgain(row)) this.parts.outbox.remember({ ...row, sealed: null });
    else this.parts.outbox.forget(row);
  }

  #order(transaction: Transaction, mine: SealedRow | null, seq: number): MessageRecord | null {
    if (mine === null) return null;
    const { account, clock } = this.parts;
    const place = { room: this.id, seq };
    saveTold(transaction, place, mine);
    if (mine.message !== null) return orderWaiting(transaction, mine.message, { place, now: clock.now() });
    const act = ownActOf(mine, account);
    if (act === null) return null;
    const { conversation, content } = mine;
    const changed = takeAct(transaction, { conversation, act, content, me: account.userName });
    if (changed !== null) return changed;
    // Void by what came before it in the log: it is no longer shown as if it counted.
    const target = transaction.message(act.part.target);
    return target === null ? null : recordOf(target);
  }
}

const NO_EFFECT: EntryEffect = { change: {}, rows: [], membersChanged: false, consumed: [] };

/** A handshake counts for its epoch only, and some contents are not worth another try. */
function isSealedAgain({ content, lapses }: OutboxRow): boolean {
  return content.length > 0 && !lapses;
}
