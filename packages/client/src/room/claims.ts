// What members of a room told of its log in direct messages and could not be judged there: it is ahead of this device, or of
// another history. One for each member, so that none takes up more than others; kept on the disk until it is judged.
import { decode, encode, struct, uint53, type Codec } from '@hushroom/codec';
import { hash } from '@hushroom/wire';
import type { Storage, Transaction } from '../storage.ts';

const SPACE = 'room-claim';

export interface ClaimedHead {
  readonly seq: number;
  readonly transcript: Uint8Array;
}

const claimedHead: Codec<ClaimedHead> = struct<ClaimedHead>({ seq: uint53, transcript: hash });

/** The claims about one room, by user name, in memory as on disk. */
export class Claims {
  readonly #storage: Storage;
  readonly #prefix: string;
  #loaded: Map<string, ClaimedHead> | null = null;

  constructor(storage: Storage, room: string) {
    this.#storage = storage;
    this.#prefix = `${room}/`;
  }

  get all(): ReadonlyMap<string, ClaimedHead> {
    return this.#all();
  }

  /** Writes a claim in the place of an earlier one; {@link remember} must follow once the transaction is durable. */
  save(transaction: Transaction, userName: string, head: ClaimedHead): void {
    transaction.put(SPACE, this.#prefix + userName, encode(claimedHead, head));
  }

  remember(userName: string, head: ClaimedHead): void {
    this.#all().set(userName, head);
  }

  /** Takes a claim away; {@link forget} must follow once the transaction is durable. */
  delete(transaction: Transaction, userName: string): void {
    transaction.delete(SPACE, this.#prefix + userName);
  }

  forget(userName: string): void {
    this.#all().delete(userName);
  }

  #all(): Map<string, ClaimedHead> {
    this.#loaded ??= new Map(
      this.#storage
        .transaction((transaction) => transaction.list(SPACE, this.#prefix))
        .map(([key, value]) => [key.slice(this.#prefix.length), decode(claimedHead, value)]),
    );
    return this.#loaded;
  }
}
