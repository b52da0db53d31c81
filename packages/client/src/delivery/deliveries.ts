// How far the members of each room have come, in storage, and in memory where a timeline asked for it.
import type { Transaction } from '../storage.ts';
import {
  decodeMemberDelivery,
  encodeMemberDelivery,
  newMember,
  type MemberDelivery,
} from './member-delivery.ts';

const SPACE = 'delivery';

export class Deliveries {
  readonly #rooms = new Map<string, ReadonlyMap<string, MemberDelivery>>();

  /** All members of a room of whom something is known, by user name. */
  ofRoom(transaction: Transaction, room: string): ReadonlyMap<string, MemberDelivery> {
    const known = this.#rooms.get(room);
    if (known !== undefined) return known;
    const prefix = `${room}/`;
    const loaded = new Map(
      transaction
        .list(SPACE, prefix)
        .map(([key, value]) => [key.slice(prefix.length), decodeMemberDelivery(value)] as const),
    );
    this.#rooms.set(room, loaded);
    return loaded;
  }

  load(transaction: Transaction, room: string, userName: string): MemberDelivery {
    const value = transaction.get(SPACE, `${room}/${userName}`);
    return value === null ? newMember(0) : decodeMemberDelivery(value);
  }

  save(transaction: Transaction, room: string, userName: string, member: MemberDelivery): void {
    transaction.put(SPACE, `${room}/${userName}`, encodeMemberDelivery(member));
    // Read again when it is asked for: by then the transaction has ended, one way or the other.
    this.#rooms.delete(room);
  }
}
