// How far this device has come in a room's log, and what of it the others were told.
import { decode, encode, struct, uint53, type Codec } from '@hushroom/codec';
import type { Transaction } from '../storage.ts';

const SPACE = 'delivery-own';

export interface OwnDelivery {
  /** Seq of my newest message; 0: none. */
  readonly lastOwn: number;
  /** Seq of the newest that others said. */
  readonly came: number;
  /** Seq of the newest of theirs that was on screen while receipts were on. */
  readonly seen: number;
  /** How far the others know of both: from the newest entry of mine in the log. */
  readonly toldCame: number;
  readonly toldSeen: number;
}

const NOTHING: OwnDelivery = { lastOwn: 0, came: 0, seen: 0, toldCame: 0, toldSeen: 0 };

const ownDelivery: Codec<OwnDelivery> = struct<OwnDelivery>({
  lastOwn: uint53,
  came: uint53,
  seen: uint53,
  toldCame: uint53,
  toldSeen: uint53,
});

export function loadOwnDelivery(transaction: Transaction, room: string): OwnDelivery {
  const value = transaction.get(SPACE, room);
  return value === null ? NOTHING : decode(ownDelivery, value);
}

/** Raises the places that are given, and lowers none. */
export function raiseOwnDelivery(
  transaction: Transaction,
  room: string,
  raised: Partial<OwnDelivery>,
): OwnDelivery {
  const before = loadOwnDelivery(transaction, room);
  const after: OwnDelivery = {
    lastOwn: Math.max(before.lastOwn, raised.lastOwn ?? 0),
    came: Math.max(before.came, raised.came ?? 0),
    seen: Math.max(before.seen, raised.seen ?? 0),
    toldCame: Math.max(before.toldCame, raised.toldCame ?? 0),
    toldSeen: Math.max(before.toldSeen, raised.toldSeen ?? 0),
  };
  transaction.put(SPACE, room, encode(ownDelivery, after));
  return after;
}
