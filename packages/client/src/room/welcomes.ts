// Welcomes as they arrive: a new room, or a known one that this device was taken out of. Inbox and log are read apart, so a
// welcome may come before the removal that it follows: then it is held until the log has shown that.
import { CodecError } from '@hushroom/codec';
import { CryptoError, groupSecrets, wipeAll } from '@hushroom/crypto';
import { LOG_ID_BYTES } from '@hushroom/wire';
import {
  loadConversation,
  newConversation,
  saveConversation,
  type ConversationRecord,
} from '../conversation/conversation-record.ts';
import { isAcquainted } from '../conversation/consent.ts';
import { numberKey, toHex } from '../hex.ts';
import { entryRowId } from '../conversation/message-record.ts';
import { appendOrdered } from '../conversation/timeline.ts';
import { deleteKeyPackage } from '../roster/key-package-record.ts';
import type { Transaction } from '../storage.ts';
import { epochOf } from './entry-effect.ts';
import { deleteGroup } from './group-store.ts';
import { readWelcome, type Invitation, type Joining, type KnownPlace } from './joining.ts';
import { loadLastMembers, mayBringBack, membersNow, type LastMembers } from './last-members.ts';
import { deletePending } from './pending-commit.ts';
import { answerAsk, loadAsk } from './readd-ask-record.ts';
import { agreedWith, type RoomRecord } from './room-record.ts';
import type { Room, RoomParts } from './room.ts';
import type { Rooms } from './rooms.ts';

const HELD_SPACE = 'held-welcome';
/** Of one room, apart for those of strangers to it. */
const HELD_MAX = 16;
/** Begin the keys of what is held, in the order in which it is taken. */
const FIRST = 'a';
const LAST = 'b';
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
    const joining = readWelcome(this.#parts, payload, (invitation) => this.#placeOf(invitation));
    if (joining === null) return;
    const { room } = joining;
    // An invitation to a room says who asks: nobody is asked by a blocked person.
    if (room.record.kind === 'room' && this.#parts.contacts.isBlocked(joining.adder.userName)) {
      storage.transaction(settle);
      return;
    }
    const present = rooms.get(room.id)?.room;
    if (present !== undefined && !takesPlaceOf(present, joining)) {
      storage.transaction((transaction) => {
        hold(transaction, joining, payload);
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

  /** The relay knows nothing of a room that was joined: where other welcomes wait for its log, they have their turn. */
  giveWay(id: string): void {
    const { storage, rooms } = this.#parts;
    const room = rooms.get(id)?.room;
    if (room?.record.status !== 'joining') return;
    const isHeld = storage.transaction((transaction) => transaction.list(HELD_SPACE, `${id}/`)).length > 0;
    if (!isHeld) return;
    room.forsake();
    this.takeHeld(id);
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

  #placeOf(invitation: Invitation): KnownPlace {
    const { rooms, storage, directWith, random } = this.#parts;
    const { id, kind, peer } = invitation;
    const existing = rooms.get(id)?.room;
    if (existing !== undefined) {
      const isAsked = storage
        .transaction((transaction) => loadAsk(transaction, id))
        ?.references.includes(invitation.reference);
      const conversation = this.#homeOf(existing, invitation, isAsked === true);
      // What somebody else makes of a log's id is another conversation, and may be a request.
      if (conversation === null)
        return { conversation: toHex(random(LOG_ID_BYTES)), controlSeed: null, isStranger: true };
      const { controlSeed, cursor, transcript } = existing.record;
      const place = { conversation, controlSeed, isStranger: false };
      const isAnswer = isAsked === true && existing.record.conversation === conversation;
      return isAnswer ? { ...place, asked: { cursor, transcript } } : place;
    }
    if (kind === 'room') return { conversation: null, controlSeed: null, isStranger: false };
    const direct = storage.transaction((transaction) => directWith(transaction, peer))?.id;
    const conversation = direct ?? rooms.directWith(peer)?.record.conversation ?? null;
    return { conversation, controlSeed: null, isStranger: false };
  }

  /** The conversation of a room that is here, where who adds has a part in it; null for a stranger to it. */
  #homeOf(existing: Room, { kind, peer, adder }: Invitation, isAsked: boolean): string | null {
    const { record } = existing;
    if (kind !== record.kind || peer !== record.peer) return null;
    // Whose key it is under that name is judged as for any other room of two.
    if (kind === 'direct') return record.conversation;
    const last = this.#parts.storage.transaction((transaction) => loadLastMembers(transaction, record.id));
    const now = membersNow(existing);
    // Of what is only being joined nothing was seen yet: what was known before counts first.
    const known = record.status === 'joining' ? [last, now] : [now ?? last];
    const sources = known.filter((each) => each !== null);
    if (sources.length === 0) sources.push(this.#named(record));
    const home = sources.find((each) => mayBringBack(each, adder.accountKey, isAsked));
    return home?.conversation ?? null;
  }

  /** Those of a room whose group was lost who are known by name: who invited to it, and whose history agreed. */
  #named({ id, conversation }: RoomRecord): LastMembers {
    const { storage, pins } = this.#parts;
    return storage.transaction((transaction) => {
      const inviter = loadConversation(transaction, conversation)?.invitedBy ?? '';
      const names = new Set([inviter, ...agreedWith(transaction, id)]);
      const members = [...names].flatMap((userName) => {
        const pin = pins.get(userName);
        return pin === null ? [] : [{ accountKey: pin.accountKey, admin: userName === inviter }];
      });
      return { conversation, members };
    });
  }
}

/** Whether a welcome takes the place of what is here of its room; if not, it waits. Throws for one that never will. */
function takesPlaceOf({ record, group }: Room, { room, isStranger }: Joining): boolean {
  if (isStranger) {
    // This device is a member still, and those whom it asks can let it read on.
    if (record.status === 'stuck') throw new CryptoError('commit-refused', 'a stranger to the room');
    return isOut(record);
  }
  // A stranger's group of which nothing but its welcome was ever seen.
  if (record.status === 'joining' && record.conversation !== room.record.conversation) return true;
  const goesBack = group !== null && room.record.floorEpoch <= epochOf(group);
  // What stands before the cursor was decided already: an old welcome once more.
  if (room.record.cursor < record.cursor || goesBack) throw new CryptoError('commit-refused', 'known group');
  return isOut(record);
}

/**
 * Keeps a welcome behind those that are held for its room already: each belongs to a commit, and they come in order. Those of
 * strangers come last. Throws where too many wait.
 */
function hold(transaction: Transaction, { room, isStranger }: Joining, payload: Uint8Array): void {
  const before = `${room.id}/${isStranger ? LAST : FIRST}`;
  const held = transaction.list(HELD_SPACE, before);
  if (held.length >= HELD_MAX) throw new CryptoError('commit-refused', 'too many welcomes');
  const last = held.at(-1)?.[0].slice(before.length);
  transaction.put(HELD_SPACE, `${before}${numberKey(last === undefined ? 0 : Number(last) + 1)}`, payload);
}

function roomOfKey(key: string): string {
  return key.slice(0, key.indexOf('/'));
}

/** Whether this device is out of a room that it knows, so that a welcome may take it in again. */
export function isOut({ status }: RoomRecord): boolean {
  return status === 'removed' || status === 'left' || status === 'stuck';
}
