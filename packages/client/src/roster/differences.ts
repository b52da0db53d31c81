// Keys that the user compared with their owner and found to be another's. It stays known until that key is verified after
// all, or another stands under the name.
import { sameBytes } from '../hex.ts';
import type { Storage } from '../storage.ts';

const SPACE = 'key-differs';

export class Differences {
  readonly #storage: Storage;
  /** By user name. */
  readonly #keys: Map<string, Uint8Array>;

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#keys = new Map(storage.transaction((transaction) => transaction.list(SPACE)));
  }

  has(userName: string, accountKey: Uint8Array): boolean {
    const found = this.#keys.get(userName);
    return found !== undefined && sameBytes(found, accountKey);
  }

  add(userName: string, accountKey: Uint8Array): void {
    this.#storage.transaction((transaction) => {
      transaction.put(SPACE, userName, accountKey);
    });
    this.#keys.set(userName, accountKey);
  }

  delete(userName: string): void {
    if (!this.#keys.has(userName)) return;
    this.#storage.transaction((transaction) => {
      transaction.delete(SPACE, userName);
    });
    this.#keys.delete(userName);
  }
}
