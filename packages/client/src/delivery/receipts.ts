// Tells the others in a room how far this device has come and its user has read: all of it in one entry, and not at once,
// so that a receipt stands for many messages. What is not told yet is known from the disk, and told after a restart.
import { encodeContent, MESSAGE_ID_BYTES, type RosterMark } from '../content/content.ts';
import type { OutboxRow } from '../log/outbox.ts';
import type { Room } from '../room/room.ts';
import { loadOwnDelivery } from './own-delivery.ts';

const WAIT_MS_MIN = 1_000;
const WAIT_MS_MAX = 4_000;
/** In larger rooms no receipt stands alone: what members say themselves shows how far they have come. */
const MEMBERS_MAX = 32;

/** What may be told in a room now. */
export interface ReceiptTerms {
  readonly roster: RosterMark;
  /** Whether how far was read is told. */
  readonly read: boolean;
}

export interface ReceiptEvents {
  /** Null while nothing is to be told. */
  terms(): ReceiptTerms | null;
  /** A receipt is in the outbox. */
  onWritten(): void;
  /** What the storage threw. */
  onFault(error: unknown): void;
}

/** Whether the members of a room tell what has come to them though they write nothing. */
export function everyoneTells({ members }: Pick<Room, 'members'>): boolean {
  return members.length <= MEMBERS_MAX;
}

export class Receipts {
  readonly #room: Room;
  readonly #events: ReceiptEvents;
  #stopTimer: (() => void) | null = null;

  constructor(room: Room, events: ReceiptEvents) {
    this.#room = room;
    this.#events = events;
  }

  /** Looks soon whether there is something to tell. */
  kick(): void {
    if (this.#stopTimer !== null || !this.#isDue()) return;
    this.#stopTimer = this.#room.parts.clock.after(this.#waitMs(), () => {
      this.#stopTimer = null;
      try {
        this.#tell();
      } catch (error) {
        this.#events.onFault(error);
      }
    });
  }

  pause(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
  }

  #isDue(): boolean {
    const terms = this.#events.terms();
    const room = this.#room;
    if (terms === null || !room.isLive || !everyoneTells(room)) return false;
    // One at a time: when it stands in the log, what is new by then is told.
    if (room.parts.outbox.ofConversation(room.record.conversation).some(({ lapses }) => lapses)) return false;
    const { came, seen, toldCame, toldSeen } = this.#own();
    return came > toldCame || (terms.read && seen > toldSeen);
  }

  #tell(): void {
    const terms = this.#events.terms();
    if (terms === null || !this.#isDue()) return;
    const { random, clock, outbox, storage } = this.#room.parts;
    const read = terms.read ? this.#own().seen : 0;
    const row: OutboxRow = {
      ordinal: outbox.nextOrdinal(),
      conversation: this.#room.record.conversation,
      message: null,
      target: null,
      lapses: true,
      content: encodeContent({
        messageId: random(MESSAGE_ID_BYTES),
        sentAt: clock.now(),
        roster: terms.roster,
        part: { type: 'receipt', read },
      }),
      sealed: null,
    };
    storage.transaction((transaction) => {
      outbox.save(transaction, row);
    });
    outbox.remember(row);
    this.#events.onWritten();
  }

  #own() {
    return this.#room.parts.storage.transaction((transaction) => loadOwnDelivery(transaction, this.#room.id));
  }

  #waitMs(): number {
    const [byte = 0] = this.#room.parts.random(1);
    return WAIT_MS_MIN + Math.round((byte / 255) * (WAIT_MS_MAX - WAIT_MS_MIN));
  }
}
