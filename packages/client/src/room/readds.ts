// Being added again where somebody cannot read on: this device's own requests, and those of others.
import type { Transaction } from '../storage.ts';
import { ReaddAsking, type AskingParts } from './readd-asking.ts';
import { ReaddServing, type ServingParts } from './readd-serving.ts';
import type { Room } from './room.ts';

export class Readds {
  readonly #parts: AskingParts & ServingParts;
  readonly #asking: ReaddAsking;
  readonly #serving: ReaddServing;

  /** Reads what others have asked for and is not served. */
  constructor(parts: AskingParts & ServingParts) {
    this.#parts = parts;
    this.#asking = new ReaddAsking(parts);
    this.#serving = new ReaddServing(parts);
  }

  /** As {@link ReaddAsking.ask}. */
  ask(room: Room): void {
    this.#asking.ask(room);
  }

  /** As {@link ReaddServing.take}. */
  take(payload: Uint8Array, settle: (transaction: Transaction) => void): void {
    this.#serving.take(payload, settle);
  }

  /** Something changed in a room: looks whether it asks, or can serve. */
  look(id: string): void {
    const driver = this.#parts.rooms.get(id);
    if (driver === null) return;
    this.#asking.look(driver.room);
    this.#serving.look(driver);
  }

  /** There is a connection: looks at every room. */
  lookAll(): void {
    for (const driver of this.#parts.rooms.all) {
      this.#asking.resume(driver.room);
      this.#serving.look(driver);
    }
  }

  onLost(): void {
    this.#serving.onLost();
  }
}
