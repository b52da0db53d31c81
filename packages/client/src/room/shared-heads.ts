// Which heads of other rooms go into the entries of a direct message: of rooms in which both are members now, as this device
// sees it. So nobody learns of a room in which they are not, and whoever the relay keeps from one learns how far it goes.
import type { RoomHead } from '../content/room-head.ts';
import { mayReveal, takesPart, type RevealingParts } from '../conversation/revealing.ts';
import type { Storage } from '../storage.ts';
import { loadAgreement, transcriptAt } from './room-record.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';
import { countsIn } from './told-heads.ts';

export interface SharedHeadsParts extends RevealingParts {
  readonly storage: Storage;
  readonly rooms: Rooms;
}

/** What was told last of a room. */
interface Told {
  readonly seq: number;
  /** By which entry, in their order. */
  readonly turn: number;
}

export class SharedHeads {
  readonly #parts: SharedHeadsParts;
  /** By direct message and room. Forgotten with the engine: then all is told once more. */
  readonly #told = new Map<string, Map<string, Told>>();
  #turn = 0;

  constructor(parts: SharedHeadsParts) {
    this.#parts = parts;
  }

  /**
   * At most so many heads for the next entry of `direct`: first of rooms that have gone on since they were told there, then of
   * those told the longest ago, among equals of those that went on last. None where nothing may be told.
   */
  next(direct: Room, places: number): RoomHead[] {
    if (places === 0 || !this.#isMutual(direct)) return [];
    const told = this.#told.get(direct.id) ?? new Map<string, Told>();
    this.#told.set(direct.id, told);
    this.#turn += 1;
    const heads: RoomHead[] = [];
    for (const room of this.#inTurn(this.#sharedWith(direct), told)) {
      if (heads.length === places) break;
      if (!takesPart(this.#parts, room)) continue;
      const { cursor: seq, transcript } = room.record;
      heads.push({ logId: room.logId, seq, transcript });
      told.set(room.id, { seq, turn: this.#turn });
    }
    return heads;
  }

  /** A direct message in which the other has answered: until then it is a request, or may be. */
  #isMutual(direct: Room): boolean {
    const { id, kind, peer } = direct.record;
    if (kind !== 'direct' || !mayReveal(this.#parts, direct)) return false;
    return this.#parts.storage.transaction((transaction) => loadAgreement(transaction, id, peer)) !== null;
  }

  #sharedWith({ id, record: { peer } }: Room): Room[] {
    return this.#parts.rooms.all
      .map(({ room }) => room)
      .filter((room) => room.id !== id && room.isLive && countsIn(room, peer));
  }

  #inTurn(rooms: readonly Room[], told: ReadonlyMap<string, Told>): readonly Room[] {
    const placed = this.#parts.storage.transaction((transaction) =>
      rooms.map((room) => {
        const { id, cursor } = room.record;
        const last = told.get(id);
        const isNews = last?.seq !== cursor;
        // Among those that were never told: whoever was told something has a turn of their own.
        const activeAt = last === undefined ? (transcriptAt(transaction, id, cursor)?.at ?? 0) : 0;
        return { room, isNews, turn: last?.turn ?? 0, activeAt };
      }),
    );
    placed.sort(
      (left, right) =>
        Number(right.isNews) - Number(left.isNews) ||
        left.turn - right.turn ||
        right.activeAt - left.activeAt,
    );
    return placed.map(({ room }) => room);
  }
}
