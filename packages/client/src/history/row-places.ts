// Where the rows of one conversation of a history stand in the conversation that is here. What comes new stands between the
// same rows as there, and so before what was said here since. What is here moves only where there is no room.
import { loadConversation, saveConversation } from '../conversation/conversation-record.ts';
import type { MessageRow, Transaction } from '../storage.ts';

const PAGE_ROWS = 200;

interface Place {
  readonly there: number;
  here: number;
}

export class RowPlaces {
  /** Hex. */
  readonly conversation: string;
  /** The highest position there. */
  readonly #last: number;
  /** By their positions there. Most rows come in that order. */
  readonly #places: Place[] = [];

  constructor(conversation: string, last: number) {
    this.conversation = conversation;
    this.#last = last;
  }

  /** A row of the history stands here. */
  add(there: number, here: number): void {
    this.#places.splice(this.#countBelow(there), 0, { there, here });
  }

  /** A free position for a row that is not here yet. */
  make(transaction: Transaction, there: number): number {
    const { conversation } = this;
    const below = this.#countBelow(there);
    // Two sources of one history may disagree about a place.
    if (this.#places[below]?.there === there) return transaction.lastPosition(conversation) + 1;
    const before = this.#places[below - 1] ?? { there: 0, here: 0 };
    const wanted = before.here + there - before.there;
    const [next] = transaction.pageAfter(conversation, before.here, 1);
    if (next === undefined || next.position > wanted) return wanted;
    if (next.position === before.here + 1) {
      this.#raise(transaction, before.here, Math.max(1, this.#last - there + 1));
    }
    return before.here + 1;
  }

  /** How many stand before a position there. */
  #countBelow(there: number): number {
    return this.#places.findLastIndex((place) => place.there < there) + 1;
  }

  /** Moves every row above a position up by some places. */
  #raise(transaction: Transaction, above: number, places: number): void {
    let before: number | null = null;
    for (;;) {
      const rows: readonly MessageRow[] = transaction.page(this.conversation, before, PAGE_ROWS);
      // The highest first: no place is taken twice on the way.
      for (const row of rows.toReversed()) {
        if (row.position > above) transaction.putMessage({ ...row, position: row.position + places });
      }
      before = rows[0]?.position ?? 0;
      if (before <= above || rows.length < PAGE_ROWS) break;
    }
    for (const place of this.#places) if (place.here > above) place.here += places;
    const record = loadConversation(transaction, this.conversation);
    if (record === null) return;
    // What is put in between counts as read, and as put away, where what stands before it does.
    const raised = (position: number): number => (position >= above ? position + places : position);
    const { seen, ordered, archivedAt } = record;
    saveConversation(transaction, {
      ...record,
      seen: raised(seen),
      ordered: Math.max(ordered, above) + places,
      archivedAt: archivedAt === null ? null : raised(archivedAt),
    });
  }
}
