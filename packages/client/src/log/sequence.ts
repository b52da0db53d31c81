// Puts what a relay delivers in order. Replies and pushes may overlap and cross, and a relay may send anything: what was
// taken before is dropped, what comes too early waits, and a hole that stays is the caller's to ask about.

/** More than this waiting behind a hole is forgotten: it will be read again once the hole is filled. */
const WAITING_MAX = 4096;

export class Sequence<T extends { readonly seq: number }> {
  readonly #waiting = new Map<number, T>();

  /** Keeps items that stand after `cursor`. */
  offer(cursor: number, items: readonly T[]): void {
    for (const item of items) {
      if (item.seq > cursor && this.#waiting.size < WAITING_MAX) this.#waiting.set(item.seq, item);
    }
  }

  /** The item that stands right after `cursor`, or null if it has not come. */
  take(cursor: number): T | null {
    const next = this.#waiting.get(cursor + 1) ?? null;
    this.#waiting.delete(cursor + 1);
    return next;
  }

  /** Whether something waits behind a hole. */
  get hasHole(): boolean {
    return this.#waiting.size > 0;
  }

  clear(): void {
    this.#waiting.clear();
  }
}
