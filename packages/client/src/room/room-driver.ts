// Does, for one room, whatever is to be done next while there is a connection: open its log, order its own commit, make the
// commits that were asked for, send its messages. `kick` may be called at any time; one run follows the other.
import { CryptoError } from '@hushroom/crypto';
import { isRetryable, RelayError, type DeliveredEntry, type SignedHead } from '@hushroom/wire';
import type { ErrorCode } from '@hushroom/ipc';
import type { Session } from '../connection/session.ts';
import { EngineError, engineErrorOf } from '../engine-error.ts';
import type { RoomHead } from '../content/room-head.ts';
import { Receipts, type ReceiptTerms } from '../delivery/receipts.ts';
import type { HeadSigner } from '../log/head-check.ts';
import { ChangeQueue } from './change-queue.ts';
import { LeafUpkeep } from './leaf-upkeep.ts';
import type { Room } from './room.ts';
import { RoomSender } from './room-sender.ts';
import { RoomSync, type RoomSyncEvents } from './room-sync.ts';
import { stageCommit } from './sealing.ts';

/** After a refusal that may pass. */
const RETRY_MS = 5_000;
const HOLE_MS = 1_000;
/** While the relay denies access that this device should have. */
const ACCESS_MS = 60_000;

export interface RoomDriverEvents extends RoomSyncEvents {
  /** Whether the user takes part in the room's conversation: if not, nothing of this device is to be seen there. */
  takesPart(): boolean;
  /** Whether new messages of the room's conversation go to this room. */
  isChosen(room: Room): boolean;
  /** Why nothing may be sent in the room now, or null. */
  stopOf(room: Room): ErrorCode | null;
  /** Heads of other rooms that the next entry takes along, at most so many. */
  nextHeads(room: Room, places: number): readonly RoomHead[];
  /** What members may be told of how far this device has come; null: nothing. */
  receiptTerms(room: Room): ReceiptTerms | null;
  /** The relay knows no log that the room's token opens. */
  onNoAccess(room: Room): void;
  /** The relay has confirmed a message, or it failed for good. */
  onMessage(message: string): void;
}

export class RoomDriver {
  readonly room: Room;
  readonly sync: RoomSync;
  readonly changes: ChangeQueue;
  readonly #session: Session;
  readonly #events: RoomDriverEvents;
  readonly #leaf: LeafUpkeep;
  readonly #sender: RoomSender;
  readonly #receipts: Receipts;
  #signer: HeadSigner | null = null;
  readonly #firstRuns: (() => void)[] = [];
  #running = false;
  #again = false;
  /** Whether the relay refused for now what it was sent. */
  #isHeld = false;
  #stopTimer: () => void = () => undefined;

  constructor(room: Room, session: Session, events: RoomDriverEvents) {
    this.room = room;
    this.#session = session;
    this.#events = events;
    this.changes = new ChangeQueue(room);
    this.#leaf = new LeafUpkeep(room, () => {
      this.kick();
    });
    this.sync = new RoomSync(room, session, {
      onNews: (_, news) => {
        if (news.pending === 'merged') this.changes.merged();
        if (news.pending === 'dropped') this.changes.dropped();
        events.onNews(room, news);
        this.#sender.tellLeaveWaiters();
        this.kick();
      },
      onChange: () => {
        events.onChange(room);
      },
    });
    this.#receipts = new Receipts(room, {
      terms: () => events.receiptTerms(room),
      onWritten: () => {
        this.kick();
      },
      onFault: (error) => {
        this.#onFault(error);
      },
    });
    this.#sender = new RoomSender(room, session, {
      isChosen: () => events.isChosen(room),
      stop: () => events.stopOf(room),
      nextHeads: (places) => events.nextHeads(room, places),
      onConfirmed: (message, seq, isShown) => {
        if (!isShown && seq <= room.record.cursor) this.sync.raiseForked(seq, null);
        this.sync.onShown(seq);
        this.#onSettled(message);
      },
      onFailed: (message) => {
        this.#onSettled(message);
      },
      onRefused: (reason) => {
        if (reason === 'later') this.#hold();
        else this.onEnded();
      },
      onFault: (error) => {
        this.#onFault(error);
      },
    });
  }

  /** Something came on screen: the others are told soon, if they are to be. */
  onSeen(): void {
    if (this.#signer !== null) this.#receipts.kick();
  }

  /** Resolves once the log was read to its end, or could not be: what waited at the relay is here then. */
  onConnected(signer: HeadSigner): Promise<void> {
    this.#signer = signer;
    this.#isHeld = false;
    return new Promise((resolve) => {
      this.#firstRuns.push(resolve);
      this.kick();
    });
  }

  onLost(): void {
    this.#signer = null;
    this.#stopTimer();
    this.#leaf.pause();
    this.#receipts.pause();
    this.#sender.onLost();
    this.sync.onLost();
    this.changes.rejectAll(new EngineError('offline'));
  }

  /** As {@link RoomSender.leaveSent}. */
  leaveSent(): Promise<void> {
    return this.#sender.leaveSent();
  }

  onEntry(entry: DeliveredEntry): void {
    const wasOpen = this.sync.isOpen();
    this.sync.onEntry(entry);
    // A hole: read again, but at no pace that the relay sets.
    if (wasOpen && !this.sync.isOpen()) this.#retry(HOLE_MS);
  }

  onHead(head: SignedHead): void {
    if (this.#signer !== null) this.sync.onHead(head, this.#signer);
  }

  /** The token of this subscription was ended. */
  onEnded(): void {
    this.sync.close();
    this.kick();
  }

  /** Something changed: looks again at what is to be done. */
  kick(): void {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    this.#run()
      .catch((error: unknown) => {
        this.#onFault(error);
      })
      .finally(() => {
        this.#running = false;
        // A run that began before the connection did has read nothing.
        if (this.#signer === null || this.sync.isOpen() || !this.#again) this.#endFirstRuns();
        if (this.#again) {
          this.#again = false;
          this.kick();
        }
      });
  }

  #endFirstRuns(): void {
    for (const resolve of this.#firstRuns.splice(0)) resolve();
  }

  async #run(): Promise<void> {
    const signer = this.#signer;
    if (signer === null || this.sync.isOver()) return;
    if (!this.sync.isOpen()) await this.sync.open(signer);
    const { room } = this;
    if (this.#signer !== signer || this.sync.isOver() || room.group === null) return;
    if (!this.sync.isOpen()) {
      this.#again = true;
      return;
    }
    this.#receipts.kick();
    const { status } = room.record;
    if (status === 'joining' || this.#isHeld) return;
    if (status === 'leaving') this.#sender.sendLeave();
    // What was written before a change of members goes to those who were members then.
    else if (room.pending !== null || this.#sender.send()) await this.#commit();
    else this.#again = true;
  }

  /** Orders a commit if one is wanted. */
  async #commit(): Promise<void> {
    const { room } = this;
    if (
      room.pending === null &&
      !this.changes.stageNext() &&
      this.#events.takesPart() &&
      this.#leaf.takeDue()
    ) {
      this.#renew();
    }
    const { pending } = room;
    if (pending === null) return;
    try {
      const { seq } = await this.#session.request(pending.request);
      if (room.pending === pending && seq <= room.record.cursor) {
        // Confirmed at a place where the log has shown something else.
        this.sync.raiseForked(seq, null);
        this.#giveUp(new EngineError('relay-refused'));
      }
    } catch (error) {
      if (!(error instanceof RelayError)) throw error;
      if (room.pending !== pending) return;
      if (isRetryable(error.code)) this.#hold();
      else if (error.code === 'conflict' || isAccess(error)) await this.#settleConflict(error);
      else this.#giveUp(engineErrorOf(error));
    }
  }

  /** What cannot be committed here concerns this room alone: it is tried again, and no connection is given up for it. */
  #renew(): void {
    try {
      stageCommit(this.room, { proposals: [], added: [], removed: [], joiners: [] });
    } catch (error) {
      if (!(error instanceof CryptoError) && !(error instanceof EngineError)) throw error;
      this.#retry(ACCESS_MS);
    }
  }

  /** Another commit stands before mine: the log shows it, and with it mine is dropped. */
  async #settleConflict(error: RelayError): Promise<void> {
    const { pending } = this.room;
    this.sync.close();
    if (this.#signer !== null) await this.sync.open(this.#signer);
    // The relay speaks of a commit that it does not show.
    if (this.room.pending === pending) this.#giveUp(engineErrorOf(error));
  }

  #onSettled(message: string | null): void {
    if (message !== null) this.#events.onMessage(message);
    this.kick();
  }

  #giveUp(error: EngineError): void {
    this.room.dropPending();
    this.changes.failed(error);
    this.#again = true;
  }

  /** The relay takes nothing for now: whatever happens meanwhile, it is asked again after a while only. */
  #hold(): void {
    this.#isHeld = true;
    this.#retry();
  }

  #retry(delayMs = RETRY_MS): void {
    this.#stopTimer();
    // Without a connection it is the next one that goes on.
    if (this.#signer === null) return;
    this.#stopTimer = this.room.parts.clock.after(delayMs, () => {
      this.#isHeld = false;
      this.kick();
    });
  }

  /** Lost connections are followed by another; refusals of this room's log concern this room alone. */
  #onFault(error: unknown): void {
    if (!(error instanceof RelayError)) {
      this.#session.dropFor(error);
      return;
    }
    this.sync.close();
    if (error.code === 'no-access') this.#events.onNoAccess(this.room);
    if (isAccess(error)) {
      // Others may have what comes next, and this device is kept from it: by the relay, or by a rotation that fits nobody.
      this.sync.onShown(this.room.record.cursor + 1);
      this.#retry(ACCESS_MS);
    } else this.#retry();
  }
}

function isAccess({ code }: RelayError): boolean {
  return code === 'access-ended' || code === 'no-access';
}
