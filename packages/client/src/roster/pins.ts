// All pins of the profile, in memory as on disk. Steps that see keys save the pin in their own transaction and remember
// it once that is durable.
import { EngineError } from '../engine-error.ts';
import { sameBytes } from '../hex.ts';
import type { Storage, Transaction } from '../storage.ts';
import { loadPins, pinJudged, pinRestored, pinSeen, savePin, type Pin } from './pin.ts';

export class Pins {
  readonly #storage: Storage;
  readonly #onChange: (userName: string) => void;
  readonly #pins: Map<string, Pin>;

  constructor(storage: Storage, onChange: (userName: string) => void) {
    this.#storage = storage;
    this.#onChange = onChange;
    this.#pins = storage.transaction(loadPins);
  }

  get(userName: string): Pin | null {
    return this.#pins.get(userName) ?? null;
  }

  /** Whether `accountKey` is the one that is pinned for the name. */
  isPinned(userName: string, accountKey: Uint8Array): boolean {
    const pin = this.#pins.get(userName);
    return pin !== undefined && sameBytes(pin.accountKey, accountKey);
  }

  /** Saves what seeing a key under a name does to its pin. {@link remember} must follow once the transaction is durable. */
  saveSeen(transaction: Transaction, userName: string, accountKey: Uint8Array): void {
    const pin = this.#pins.get(userName);
    const seen = pinSeen(pin, accountKey);
    if (seen !== pin) savePin(transaction, userName, seen);
  }

  /** The same in memory. */
  remember(userName: string, accountKey: Uint8Array): void {
    const pin = this.#pins.get(userName);
    const seen = pinSeen(pin, accountKey);
    if (seen !== pin) this.#set(userName, seen);
  }

  /** Sees a key under a name in a step of its own. */
  see(userName: string, accountKey: Uint8Array): void {
    const pin = this.#pins.get(userName);
    if (pinSeen(pin, accountKey) === pin) return;
    this.#storage.transaction((transaction) => {
      this.saveSeen(transaction, userName, accountKey);
    });
    this.remember(userName, accountKey);
  }

  /** Pins this account's own key under its own name: known, not seen. */
  own(userName: string, accountKey: Uint8Array): void {
    if (this.#pins.has(userName)) return;
    const pin = { accountKey, verified: true, changedTo: null };
    this.#storage.transaction((transaction) => {
      savePin(transaction, userName, pin);
    });
    this.#set(userName, pin);
  }

  /**
   * Takes over a pin from a backup. A key that was seen here under the same name in the meantime is then a changed one,
   * unless the user has verified it here. Returns whether anything changed.
   */
  restore(userName: string, accountKey: Uint8Array, verified: boolean): boolean {
    const pin = this.#pins.get(userName);
    if (pin?.verified === true) return false;
    const restored = pinRestored(pin, accountKey, verified);
    if (restored === pin) return false;
    this.#storage.transaction((transaction) => {
      savePin(transaction, userName, restored);
    });
    this.#set(userName, restored);
    return true;
  }

  /** The user compared (`verified`) or merely accepted the key in question. Throws `unknown-person`. */
  judge(userName: string, verified: boolean): void {
    const pin = this.#pins.get(userName);
    if (pin === undefined) throw new EngineError('unknown-person');
    const judged = pinJudged(pin, verified);
    this.#storage.transaction((transaction) => {
      savePin(transaction, userName, judged);
    });
    this.#set(userName, judged);
  }

  /** Takes the mark away and leaves the pin, changed or not, as it is. Throws `unknown-person`. */
  unverify(userName: string): void {
    const pin = this.#pins.get(userName);
    if (pin === undefined) throw new EngineError('unknown-person');
    const unverified = { ...pin, verified: false };
    this.#storage.transaction((transaction) => {
      savePin(transaction, userName, unverified);
    });
    this.#set(userName, unverified);
  }

  #set(userName: string, pin: Pin): void {
    this.#pins.set(userName, pin);
    this.#onChange(userName);
  }
}
