// Keeps the roster and presence in step with the relay while connected.
import { ROSTER_LOG_ID, type PlacedRosterEntry, type Presence, type SignedHead } from '@hushroom/wire';
import type { Notice } from '@hushroom/ipc';
import { Awaited, type Late } from '../alarm/awaited.ts';
import type { Clock } from '../clock.ts';
import type { HeadSigner } from '../log/head-check.ts';
import type { Session } from '../connection/session.ts';
import { sameBytes } from '../hex.ts';
import type { Room, RoomNews } from '../room/room.ts';
import { endlessReply, type Roster } from './roster.ts';

/** Entries that are checked before other work gets its turn. */
const TURN_ENTRIES = 32;

export interface RosterSyncEvents {
  /** These people appeared, changed, came or went. */
  onPeople(userNames: readonly string[]): void;
  /** An alarm was raised or ended. */
  onChange(): void;
}

export class RosterSync {
  readonly #session: Session;
  readonly #roster: Roster;
  readonly #clock: Clock;
  readonly #events: RosterSyncEvents;
  readonly #online = new Set<string>();
  #signer: HeadSigner | null = null;
  readonly #awaited: Awaited;
  #syncing = false;
  #differs: boolean;

  constructor(session: Session, roster: Roster, clock: Clock, events: RosterSyncEvents) {
    this.#session = session;
    this.#roster = roster;
    this.#clock = clock;
    this.#events = events;
    // What the relay once did stays said.
    this.#differs = roster.differs;
    this.#awaited = new Awaited(clock, () => {
      events.onChange();
    });
  }

  /** What is wrong with the roster that the relay shows. */
  get notices(): readonly Notice[] {
    return [
      ...(this.#differs ? [{ code: 'relay-forked' } as const] : []),
      ...(this.withheld.length > 0 ? [{ code: 'messages-withheld' } as const] : []),
    ];
  }

  /** How far the roster is known to go and by whom, where that does not come. */
  get withheld(): readonly Late[] {
    return this.#awaited.late;
  }

  /** Somebody is heard no more: nothing is late because of what they said. */
  forget(userName: string): void {
    this.#awaited.forget(userName);
  }

  /** Holds the roster on somebody's screen against the one here: another one is an alarm. */
  compareHead({
    seq,
    transcript,
  }: {
    readonly seq: number;
    readonly transcript: Uint8Array;
  }): 'agrees' | 'differs' | 'ahead' {
    this.#shown(null, seq);
    const known = this.#roster.hashAt(seq);
    if (known === null) return 'ahead';
    if (sameBytes(known, transcript)) return 'agrees';
    this.#raiseDiffers(seq, transcript);
    return 'differs';
  }

  /** A member's view of the roster against mine: the relay may show each of us another. */
  compareWith(room: Room, { mark, sender }: NonNullable<RoomNews['roster']>): void {
    this.#shown(sender.userName, mark.seq);
    const known = this.#roster.hashAt(mark.seq);
    if (known === null || sameBytes(known, mark.transcript)) return;
    room.raiseDiffers(sender.userName, { seq: mark.seq, mine: known, theirs: mark.transcript });
  }

  isOnline(userName: string): boolean {
    return this.#online.has(userName);
  }

  /** Reads what is new, checks the head, and watches from then on. Rejects if the connection does not survive it. */
  async run(signer: HeadSigner): Promise<void> {
    this.#signer = signer;
    this.#roster.forgetWaiting();
    await this.#read();
  }

  onEntry(entry: PlacedRosterEntry): void {
    this.#take([entry]);
    if (this.#syncing || !this.#roster.hasHole) return;
    this.#roster.forgetWaiting();
    this.#read().catch((error: unknown) => {
      this.#session.dropFor(error);
    });
  }

  onPresence(userName: string, presence: Presence): void {
    if (presence === 'joined' || presence === 'online') this.#online.add(userName);
    else this.#online.delete(userName);
    if (this.#roster.has(userName)) this.#events.onPeople([userName]);
  }

  /** Takes a pushed head; false if it is of another log. */
  onHead(head: SignedHead): boolean {
    if (!sameBytes(head.logId, ROSTER_LOG_ID)) return false;
    this.#judge(head);
    return true;
  }

  onLost(): void {
    this.#signer = null;
    this.#awaited.pause();
    const gone = [...this.#online];
    this.#online.clear();
    this.#events.onPeople(gone.filter((userName) => this.#roster.has(userName)));
  }

  /** A member (null: the relay, or a screen that was looked at) shows that the roster goes up to `seq`. */
  #shown(userName: string | null, seq: number): void {
    this.#awaited.shown(userName, seq, this.#roster.cursor);
  }

  async #read(): Promise<void> {
    this.#syncing = true;
    try {
      for (;;) {
        const reply = await this.#session.request({ type: 'roster.watch', after: this.#roster.cursor });
        await this.#takeInTurns(reply.entries);
        if (reply.more) {
          if (reply.entries.length === 0) throw endlessReply();
          continue;
        }
        for (const userName of reply.online) this.#online.add(userName);
        this.#events.onPeople(reply.online.filter((userName) => this.#roster.has(userName)));
        if (this.#judge(reply.head) === 'differs') await this.#compare();
        return;
      }
    } finally {
      this.#syncing = false;
    }
  }

  /** The relay shows another roster than before: finds out which of the keys that are known here it has changed. */
  async #compare(): Promise<void> {
    const changed = new Set<string>();
    let after = 0;
    for (;;) {
      const { entries, more } = await this.#session.request({ type: 'roster.read', after });
      for (const entry of entries) {
        for (const userName of this.#roster.compare(entry)) changed.add(userName);
        after = Math.max(after, entry.seq);
      }
      if (!more) break;
      if (entries.length === 0) throw endlessReply();
    }
    this.#events.onPeople([...changed]);
  }

  /** A large roster takes a while to check: in between, other work gets its turn. */
  async #takeInTurns(entries: readonly PlacedRosterEntry[]): Promise<void> {
    for (let at = 0; at < entries.length; at += TURN_ENTRIES) {
      if (at > 0) await new Promise<void>((resolve) => this.#clock.after(0, resolve));
      this.#take(entries.slice(at, at + TURN_ENTRIES));
    }
  }

  #take(entries: readonly PlacedRosterEntry[]): void {
    const touched = this.#roster.take(entries);
    this.#awaited.came(this.#roster.cursor);
    if (touched.length > 0) this.#events.onPeople(touched);
  }

  #judge(head: SignedHead): ReturnType<Roster['judge']> {
    if (this.#signer === null) return 'agrees';
    const verdict = this.#roster.judge(head, this.#signer);
    this.#shown(null, head.seq);
    if (verdict === 'differs') this.#raiseDiffers(head.seq, head.transcript);
    return verdict;
  }

  #raiseDiffers(seq: number, theirs: Uint8Array): void {
    if (this.#differs) return;
    this.#differs = true;
    this.#roster.saveDiffers({ seq, theirs, at: this.#clock.now() });
    this.#events.onChange();
  }
}
