// Welcomes as they arrive: a new room, or a known one that this device was taken out of. Inbox and log are read apart, so a
// welcome may come before the removal that it follows: then it is held until the log has shown that.
import { CodecError } from '@hushroom/codec';
import { CryptoError, groupSecrets, wipeAll } from '@hushroom/crypto';
import {
  loadConversation,
  newConversation,
  saveConversation,
  type ConversationRecord,
} from '../conversation/conversation-record.ts';
import { isAcquainted } from '../conversation/consent.ts';
import { numberKey } from '../hex.ts';
import { entryRowId } from '../conversation/message-record.ts';
import { appendOrdered } from '../conversation/timeline.ts';
import { deleteKeyPackage } from '../roster/key-package-record.ts';
import type { Transaction } from '../storage.ts';
import { epochOf } from './entry-effect.ts';
import { deleteGroup } from './group-store.ts';
import { readWelcome, type Joining, type KnownPlace } from './joining.ts';
import { deletePending } from './pending-commit.ts';
import { answerAsk, loadAsk } from './readd-ask-record.ts';
import type { RoomRecord } from './room-record.ts';
import type { Room, RoomParts } from './room.ts';
import type { Rooms } from './rooms.ts';

const HELD_SPACE = 'held-welcome';
/** Apart from the numbers of what commits do at the same place of a log. */
const JOINED_PART = 0xffff;

export interface WelcomeParts extends RoomParts {
  readonly rooms: Rooms;
  readonly directWith: (transaction: Transaction, userName: string) => ConversationRecord | null;
  /** A room was joined and saved; `message` is the row that says so, if there is one. */
  readonly onJoined: (room: Room, message: string | null) => void;
}

export class Welcomes {
  readonly #parts: WelcomeParts;

  constructor(parts: WelcomeParts) {
    this.#parts = parts;
  }

  /** Takes what was held when the engine last stopped between a removal and the welcome after it. */
  load(): void {
    const held = this.#parts.storage.transaction((transaction) => transaction.list(HELD_SPACE));
    for (const id of new Set(held.map(([key]) => roomOfKey(key)))) {
      const room = this.#parts.rooms.get(id)?.room;
      if (room === undefined || isOut(room.record)) this.takeHeld(id);
    }
  }

  /**
   * Joins by a welcome, or holds it; `settle` is called in the transaction that saves either. Throws a CryptoError or
   * CodecError for a welcome that is wrong, and saves nothing then.
   */
  take(payload: Uint8Array, settle: (transaction: Transaction) => void): void {
    const { storage, rooms } = this.#parts;
    const joining = readWelcome(this.#parts, payload, (room) => this.#placeOf(room));
    if (joining === null) return;
    const { room } = joining;
    // An invitation to a room says who asks: nobody is asked by a blocked person.
    if (room.record.kind === 'room' && this.#parts.contacts.isBlocked(joining.adder.userName)) {
      storage.transaction(settle);
      return;
    }
    const present = rooms.get(room.id)?.room;
    const known = present?.record;
    const goesBack =
      present !== undefined && present.group !== null && room.record.floorEpoch <= epochOf(present.group);
    // What stands before the cursor was decided already: an old welcome once more.
    if (known !== undefined && (room.record.cursor < known.cursor || goesBack)) {
      throw new CryptoError('commit-refused', 'known group');
    }
    if (known !== undefined && !isOut(known)) {
      storage.transaction((transaction) => {
        hold(transaction, room.id, payload);
        settle(transaction);
      });
      return;
    }
    // What was sealed for the epoch that this device is out of is sealed again.
    if (joining.isAnswer) present?.unsealAll();
    const message = storage.transaction((transaction) => {
      settle(transaction);
      return this.#save(transaction, joining);
    });
    const left = present?.group ?? null;
    wipeAll([...joining.consumed, ...(left === null ? [] : groupSecrets(left))]);
    this.#parts.onJoined(room, message);
  }

  /** Joins by the first welcome that was held for a room, if one is good: this device is out of the room now. */
  takeHeld(id: string): void {
    const { storage, rooms } = this.#parts;
    const held = storage.transaction((transaction) => transaction.list(HELD_SPACE, `${id}/`));
    for (const [key, payload] of held) {
      const forget = (transaction: Transaction): void => {
        transaction.delete(HELD_SPACE, key);
      };
      try {
        this.take(payload, forget);
      } catch (error) {
        if (!(error instanceof CryptoError) && !(error instanceof CodecError)) throw error;
      }
      storage.transaction(forget);
      const room = rooms.get(id)?.room;
      // What comes after is for when this device is out of the room once more.
      if (room !== undefined && !isOut(room.record)) return;
    }
  }

  /** Saves room and conversation and, for a room, the line that says who added me. Returns that row's id. */
  #save(transaction: Transaction, { room, context, adder, used, isAnswer }: Joining): string | null {
    const { conversation, kind, cursor } = room.record;
    const { account, clock, pins } = this.#parts;
    // Nothing may stay of the group that this device was taken out of.
    deleteGroup(transaction, room.id);
    deletePending(transaction, room.id);
    if (isAnswer) answerAsk(transaction, room.id, used.reference);
    room.saveNew(transaction);
    if (!used.lastResort) deleteKeyPackage(transaction, used.reference);
    this.#saveConversation(transaction, room.record, { context, adder });
    if (kind === 'direct' && !isAnswer) return null;
    const { userName, accountKey } = adder;
    const row = appendOrdered(transaction, {
      id: entryRowId(room.logId, cursor, JOINED_PART),
      conversation,
      author: { userName, accountKey, pinned: pins.isPinned(userName, accountKey) },
      mine: false,
      sentAt: clock.now(),
      body: { type: 'event', event: { type: isAnswer ? 'readded' : 'added', userName: account.userName } },
      failure: null,
    });
    return row?.id ?? null;
  }

  /** The conversation that the room goes to: a request, if it comes from somebody whom the user does not know. */
  #saveConversation(
    transaction: Transaction,
    { conversation: id, kind, peer }: RoomRecord,
    { context, adder }: Pick<Joining, 'context' | 'adder'>,
  ): void {
    const { clock, pins, contacts } = this.#parts;
    const known = loadConversation(transaction, id);
    // What a blocked person begins is followed, so that nothing is missing once that ends, and not shown.
    if (known === null && contacts.isBlocked(adder.userName)) return;
    const title = kind === 'direct' ? peer : context.name;
    const record =
      known ?? newConversation({ id, kind, title, begun: clock.now(), consented: false, invitedBy: '' });
    const consented = record.consented || isAcquainted(transaction, pins, adder.userName);
    saveConversation(transaction, { ...record, title, consented, invitedBy: adder.userName });
  }

  #placeOf({ id, kind, peer }: Pick<RoomRecord, 'id' | 'kind' | 'peer'>): KnownPlace {
    const { rooms, storage, directWith } = this.#parts;
    const existing = rooms.get(id);
    if (existing !== null) {
      const { conversation, controlSeed, cursor, transcript } = existing.room.record;
      const ask = storage.transaction((transaction) => loadAsk(transaction, id));
      if (ask === null) return { conversation, controlSeed };
      return { conversation, controlSeed, asked: { cursor, transcript, references: ask.references } };
    }
    if (kind === 'room') return { conversation: null, controlSeed: null };
    const direct = storage.transaction((transaction) => directWith(transaction, peer))?.id;
    return { conversation: direct ?? rooms.directWith(peer)?.record.conversation ?? null, controlSeed: null };
  }
}

/** Keeps a welcome behind those that are held for its room already: each belongs to a commit, and they come in order. */
function hold(transaction: Transaction, room: string, payload: Uint8Array): void {
  const last = transaction
    .list(HELD_SPACE, `${room}/`)
    .at(-1)?.[0]
    .slice(room.length + 1);
  const next = last === undefined ? 0 : Number(last) + 1;
  transaction.put(HELD_SPACE, `${room}/${numberKey(next)}`, payload);
}

function roomOfKey(key: string): string {
  return key.slice(0, key.indexOf('/'));
}

/** Whether this device is out of a room that it knows, so that a welcome may take it in again. */
export function isOut({ status }: RoomRecord): boolean {
  return status === 'removed' || status === 'left' || status === 'stuck';
}
