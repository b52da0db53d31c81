// Sends what one room has in the outbox: seals what is to be sealed, sends exact bytes until the log has shown them, and
// keeps count of what is under way.
import { isRetryable, RelayError } from '@hushroom/wire';
import type { ErrorCode } from '@hushroom/ipc';
import { decodeContent } from '../content/content.ts';
import type { RoomHead } from '../content/room-head.ts';
import type { Session } from '../connection/session.ts';
import { UNSEEN_SECONDS } from '../conversation/expiry.ts';
import { failQueued } from '../conversation/timeline.ts';
import { engineErrorOf } from '../engine-error.ts';
import type { OutboxRow, SealedEntry } from '../log/outbox.ts';
import { leavingLeaves } from './leaving.ts';
import type { Room } from './room.ts';
import { headPlaces, proposeLeave, sealRow } from './sealing.ts';

/** Messages under way at once. */
const IN_FLIGHT_MAX = 16;
/** Messages that are sealed before other work gets its turn. */
const SEAL_AT_ONCE = 64;

export interface RoomSenderEvents {
  /** Whether new messages of the room's conversation go to this room. */
  isChosen(): boolean;
  /** Why nothing may be sent in the room now, or null. */
  stop(): ErrorCode | null;
  /** Heads of other rooms that the next entry takes along, at most so many. */
  nextHeads(places: number): readonly RoomHead[];
  /** The relay has an entry, at this place. */
  onConfirmed(message: string | null, seq: number, isShown: boolean): void;
  /** A message, or an act upon one, failed for good or was refused for now. */
  onFailed(message: string | null): void;
  /** The relay refuses for now: for want of access, or for a reason that may pass. */
  onRefused(reason: 'access' | 'later'): void;
  onFault(error: unknown): void;
}

type SealedRow = OutboxRow & { readonly sealed: SealedEntry };

export class RoomSender {
  readonly #room: Room;
  readonly #session: Session;
  readonly #events: RoomSenderEvents;
  readonly #inFlight = new Set<number>();
  readonly #leaveWaiters: (() => void)[] = [];

  constructor(room: Room, session: Session, events: RoomSenderEvents) {
    this.#room = room;
    this.#session = session;
    this.#events = events;
  }

  /** Seals and sends what waits. False if there is more to seal, and it is this room's turn again at once. */
  send(): boolean {
    const room = this.#room;
    const { outbox } = room.parts;
    if (!room.isLive || this.#events.stop() !== null) return true;
    // RFC 9420 §12.4: nothing is sent while a proposal waits for its commit.
    const mayBeSealed = this.#events.isChosen() && room.group?.proposals.length === 0;
    const waiting = mayBeSealed
      ? outbox.ofConversation(room.record.conversation).filter(({ sealed }) => sealed === null)
      : [];
    for (const row of waiting.slice(0, SEAL_AT_ONCE)) {
      sealRow(room, row, this.#events.nextHeads(headPlaces(row)));
    }
    for (const row of outbox.ofRoom(room.id)) this.#append(row);
    return waiting.length <= SEAL_AT_ONCE;
  }

  /** Sends the request to leave. It counts for its epoch only: after another commit it is made again. */
  sendLeave(): void {
    const room = this.#room;
    const { group } = room;
    if (group !== null && !leavingLeaves(group).has(group.ownLeafIndex)) proposeLeave(room);
    for (const row of room.parts.outbox.ofRoom(room.id)) this.#append(row);
  }

  /** Resolves once the relay has the request to leave, or the connection is gone and it waits for the next one. */
  leaveSent(): Promise<void> {
    return new Promise((resolve) => {
      this.#leaveWaiters.push(resolve);
      this.tellLeaveWaiters();
    });
  }

  /** Looks whether the request to leave is still on its way. */
  tellLeaveWaiters(): void {
    const { outbox } = this.#room.parts;
    const waits = outbox
      .ofRoom(this.#room.id)
      .some((row) => row.content.length === 0 && !outbox.isConfirmed(row));
    if (!waits || this.#session.state !== 'online') this.#endLeaveWaiters();
  }

  onLost(): void {
    this.#inFlight.clear();
    this.#endLeaveWaiters();
  }

  #endLeaveWaiters(): void {
    for (const resolve of this.#leaveWaiters.splice(0)) resolve();
  }

  #append(row: SealedRow): void {
    const { outbox } = this.#room.parts;
    const isBusy = this.#inFlight.has(row.ordinal) || this.#inFlight.size >= IN_FLIGHT_MAX;
    if (isBusy || outbox.isConfirmed(row)) return;
    this.#inFlight.add(row.ordinal);
    const { clientEntryId, payload } = row.sealed;
    this.#session
      .request({
        type: 'log.append',
        logId: this.#room.logId,
        kind: 'message',
        clientEntryId,
        after: 0,
        payload,
        keepSeconds: keepSecondsOf(row),
        welcomes: [],
        rotation: null,
      })
      .then(
        ({ seq }) => {
          this.#inFlight.delete(row.ordinal);
          this.#onConfirmed(row, seq);
        },
        (error: unknown) => {
          this.#inFlight.delete(row.ordinal);
          if (error instanceof RelayError) this.#onRefused(row, error);
        },
      )
      .catch((error: unknown) => {
        this.#events.onFault(error);
      });
  }

  #onConfirmed(row: SealedRow, seq: number): void {
    const isShown = !this.#isCurrent(row);
    if (!isShown) this.#room.parts.outbox.confirm(row);
    this.tellLeaveWaiters();
    this.#events.onConfirmed(row.message, seq, isShown);
  }

  #onRefused(row: SealedRow, error: RelayError): void {
    if (error.code === 'access-ended' || error.code === 'no-access') this.#events.onRefused('access');
    else if (isRetryable(error.code) || error.code === 'quota') this.#waits(row, engineErrorOf(error).code);
    else this.#fail(row, engineErrorOf(error).code);
  }

  /** Leaves a message to be sent later, and says what it waits for. */
  #waits(row: SealedRow, code: ErrorCode): void {
    this.#room.parts.outbox.refuse(row, code);
    this.#events.onFailed(row.message);
    this.#events.onRefused('later');
  }

  /** Gives a message up: the relay would refuse the same bytes again. */
  #fail(row: SealedRow, code: ErrorCode): void {
    if (!this.#isCurrent(row)) return;
    const { outbox, storage } = this.#room.parts;
    storage.transaction((transaction) => {
      outbox.delete(transaction, row);
      failQueued(transaction, row, code);
    });
    outbox.forget(row);
    this.#events.onFailed(row.message ?? row.target);
  }

  /** Whether the row still waits with the bytes that were sent: neither shown by the log nor sealed anew since. */
  #isCurrent({ sealed }: SealedRow): boolean {
    const { outbox } = this.#room.parts;
    return outbox.ofRoom(this.#room.id).some((row) => row.sealed.payload === sealed.payload);
  }
}

/** A message that disappears is dropped by the relay as well, once those who were away have had their time. */
function keepSecondsOf({ content }: OutboxRow): number {
  if (content.length === 0) return 0;
  const { expireAfterSeconds } = decodeContent(content).extensions;
  return expireAfterSeconds === 0 ? 0 : expireAfterSeconds + UNSEEN_SECONDS;
}
