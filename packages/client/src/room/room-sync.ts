// Keeps one room in step with its log: opens it with the token that fits, takes entries in order, follows rotations, and
// holds the relay's heads against what was delivered.
import { RelayError, type DeliveredEntry, type LogOpenReply, type SignedHead } from '@hushroom/wire';
import { saveAlarm } from '../alarm/alarm-record.ts';
import { Awaited, type Late } from '../alarm/awaited.ts';
import { keepHead } from '../alarm/signed-heads.ts';
import type { Session } from '../connection/session.ts';
import { sameBytes } from '../hex.ts';
import { accessHashOf, controlKeyOf } from '../log/access.ts';
import { checkHead, type HeadSigner } from '../log/head-check.ts';
import { Sequence } from '../log/sequence.ts';
import { endlessReply } from '../roster/roster.ts';
import type { Room, RoomNews } from './room.ts';
import { transcriptAt } from './room-record.ts';
import { judgeClaims } from './told-heads.ts';

/** Entries of one reply that are processed before other work gets its turn. */
const TURN_ENTRIES = 32;

export interface RoomSyncEvents {
  onNews(room: Room, news: RoomNews): void;
  /** The room's state or alarms changed otherwise. */
  onChange(room: Room): void;
}

export class RoomSync {
  readonly room: Room;
  readonly #session: Session;
  readonly #events: RoomSyncEvents;
  readonly #sequence = new Sequence<DeliveredEntry>();
  readonly #awaited: Awaited;
  #isOpen = false;
  #opening: Promise<void> | null = null;
  /** Counts connections and closings: what was read before the last of them says nothing of now. */
  #generation = 0;

  constructor(room: Room, session: Session, events: RoomSyncEvents) {
    this.room = room;
    this.#session = session;
    this.#events = events;
    this.#awaited = new Awaited(room.parts.clock, () => {
      events.onChange(room);
    });
  }

  /** Whether the log is read up to its end and new entries are pushed. */
  isOpen(): boolean {
    return this.#isOpen;
  }

  /** How far the log is known to go and by whom, where that does not come. */
  get withheld(): readonly Late[] {
    return this.#awaited.late;
  }

  /** Whether there is nothing more to follow. A stuck room stays where it is: a welcome begins after that place. */
  isOver(): boolean {
    const { status } = this.room.record;
    return status === 'removed' || status === 'left' || status === 'stuck';
  }

  /** Reads the log to its end. Rejects if the connection is lost or the relay refuses. */
  open(signer: HeadSigner): Promise<void> {
    if (this.#opening !== null) return this.#opening;
    const opening = this.#open(signer).finally(() => {
      if (this.#opening === opening) this.#opening = null;
    });
    this.#opening = opening;
    return opening;
  }

  /** Ends the subscription here: the log has to be opened again before anything else. */
  close(): void {
    this.#isOpen = false;
    this.#opening = null;
    this.#generation += 1;
  }

  /** The log is known to go up to `seq`, by what the relay says or does. */
  onShown(seq: number): void {
    // Nothing more is to come of a log that is not followed.
    if (!this.isOver()) this.#awaited.shown(null, seq, this.room.record.cursor);
  }

  /** Looks at what members claim of the log: what has come is judged, the rest is awaited. */
  onClaimed(): void {
    const { room } = this;
    if (judgeClaims(room)) this.#events.onChange(room);
    const { all } = room.claims;
    for (const [userName, { seq }] of all) this.#awaited.shown(userName, seq, room.record.cursor);
    this.#awaited.keep(all);
  }

  onLost(): void {
    this.close();
    this.#sequence.clear();
    this.#awaited.pause();
  }

  onEntry(entry: DeliveredEntry): void {
    if (this.isOver()) return;
    this.#sequence.offer(this.room.record.cursor, [entry]);
    if (!this.#isOpen) return;
    while (this.#takeNext());
    if (this.#sequence.hasHole) this.#isOpen = false;
  }

  /** Compares a signed head with the log. Throws {@link EngineError} for one that is not the relay's. */
  onHead(head: SignedHead, signer: HeadSigner): void {
    checkHead(head, this.room.logId, signer);
    const { cursor } = this.room.record;
    const { storage } = this.room.parts;
    keepHead(storage, head, signer);
    this.onShown(head.seq);
    if (head.seq > cursor) return;
    const place = storage.transaction((transaction) => transcriptAt(transaction, this.room.id, head.seq));
    // A place from before this device joined cannot be compared.
    if (place !== null && !sameBytes(place.transcript, head.transcript)) {
      this.raiseForked(head.seq, head.transcript);
    }
  }

  /** The relay has signed this transcript, or (null) confirmed an own entry, at a place where it has delivered another. */
  raiseForked(seq: number, signed: Uint8Array | null): void {
    const { room } = this;
    if (room.record.forked) return;
    room.run({ record: { ...room.record, forked: true } }, (transaction) => {
      saveAlarm(transaction, room.id, {
        code: 'relay-forked',
        userName: '',
        isRoster: false,
        seq,
        mine: transcriptAt(transaction, room.id, seq)?.transcript ?? null,
        theirs: signed,
        at: room.parts.clock.now(),
      });
    });
    this.#events.onChange(this.room);
  }

  /** Ends as if it had not begun where the connection was lost or the log closed meanwhile. */
  async #open(signer: HeadSigner): Promise<void> {
    const generation = this.#generation;
    const isStale = (): boolean => generation !== this.#generation;
    if (this.room.record.status === 'creating') await this.#create();
    if (isStale()) return;
    this.onClaimed();
    for (;;) {
      const { token, cursor } = this.room.record;
      const reply = await this.#request();
      if (isStale()) return;
      this.#sequence.offer(cursor, reply.entries);
      await this.#takeInTurns(isStale);
      if (isStale() || this.isOver()) return;
      if (reply.more) {
        if (this.room.record.cursor === cursor) throw endlessReply();
        // It comes, however long it is: nothing is late while it does.
        this.#awaited.pause();
        this.onClaimed();
        continue;
      }
      this.onHead(reply.head, signer);
      if (reply.endedAt === null) break;
      // The commit that ended the token has given the next one, or else it did not reach us.
      if (this.room.record.token === token) throw new RelayError('access-ended');
    }
    this.#isOpen = true;
    while (this.#takeNext());
    if (this.#sequence.hasHole) this.#sequence.clear();
  }

  /** Makes the log, or finds it made by an earlier attempt whose reply was lost. */
  async #create(): Promise<void> {
    const { room } = this;
    const { token, controlSeed } = room.record;
    const controlKey = controlKeyOf(controlSeed);
    const accessHash = accessHashOf(room.logId, token);
    // Once a commit has rotated, the log is not as it was made: but then it is no longer `creating`.
    await this.#session.request({ type: 'log.create', logId: room.logId, accessHash, controlKey });
    if (room.pending !== null) return;
    room.run({ record: { ...room.record, status: 'active' } }, () => undefined);
    this.#events.onChange(room);
  }

  /** Opens with the newest token, or with the one before where the relay has not heard of the newest. */
  async #request(): Promise<LogOpenReply> {
    const { logId, record } = this.room;
    const { token, previousToken, cursor: after } = record;
    try {
      return await this.#session.request({ type: 'log.open', logId, token, after });
    } catch (error) {
      const isUnknown = error instanceof RelayError && error.code === 'no-access';
      if (!isUnknown || previousToken === null) throw error;
      return this.#session.request({ type: 'log.open', logId, token: previousToken, after });
    }
  }

  async #takeInTurns(isStale: () => boolean): Promise<void> {
    for (let count = 1; !isStale() && this.#takeNext(); count++) {
      if (count % TURN_ENTRIES === 0) {
        await new Promise<void>((resolve) => this.room.parts.clock.after(0, resolve));
      }
    }
  }

  /** Takes the entry after the cursor; false if it is not here, or nothing more is to be followed. */
  #takeNext(): boolean {
    if (this.isOver()) return false;
    const entry = this.#sequence.take(this.room.record.cursor);
    if (entry === null) return false;
    const news = this.room.take(entry);
    // Whoever listens under an ended token is told no more: the log is opened again with the new one.
    if (news.rotated) this.#isOpen = false;
    this.#awaited.came(this.room.record.cursor);
    this.onClaimed();
    if (this.isOver()) this.#end();
    this.#events.onNews(this.room, news);
    return true;
  }

  /** Follows the log no further: a room that is stuck stays where it stands, whatever the relay goes on to push. */
  #end(): void {
    this.close();
    this.#sequence.clear();
    this.#awaited.end();
    // Only so that the relay pushes no more; a connection that is lost does the same.
    this.#session.request({ type: 'log.close', logId: this.room.logId }).catch(() => undefined);
  }
}
