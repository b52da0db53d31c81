// This device's inbox: welcomes and requests, taken in order and each settled in the transaction that saved what it made.
import { CodecError, decode, encode, uint53 } from '@hushroom/codec';
import { CryptoError } from '@hushroom/crypto';
import type { InboxItem, InboxKind } from '@hushroom/wire';
import type { Session } from '../connection/session.ts';
import { endlessReply } from '../roster/roster.ts';
import type { Storage, Transaction } from '../storage.ts';

const SPACE = 'inbox';
const KEY = 'cursor';

interface Taker {
  /** Calls `settle` inside the transaction in which it saves; if it throws, the item is dropped. */
  take(payload: Uint8Array, settle: (transaction: Transaction) => void): void;
}

export class Inbox {
  readonly #storage: Storage;
  readonly #session: Session;
  readonly #takers: Readonly<Partial<Record<InboxKind, Taker>>>;
  /** Pushed while the inbox is being read: they come after what is read. */
  #waiting: InboxItem[] | null = null;
  #cursor: number;

  constructor(storage: Storage, session: Session, takers: Readonly<Partial<Record<InboxKind, Taker>>>) {
    this.#storage = storage;
    this.#session = session;
    this.#takers = takers;
    const stored = storage.transaction((transaction) => transaction.get(SPACE, KEY));
    this.#cursor = stored === null ? 0 : decode(uint53, stored);
  }

  /** Reads what is there; new items are pushed from then on. */
  async open(): Promise<void> {
    this.#waiting = [];
    for (;;) {
      const { items, more } = await this.#session.request({ type: 'inbox.open', after: this.#cursor });
      for (const item of items) this.#take(item);
      if (!more) break;
      if (items.length === 0) throw endlessReply();
    }
    const waiting = this.#waiting;
    this.#waiting = null;
    for (const item of waiting) this.#take(item);
  }

  onItem(item: InboxItem): void {
    if (this.#waiting === null) this.#take(item);
    else this.#waiting.push(item);
  }

  #take(item: InboxItem): void {
    if (item.seq <= this.#cursor) return;
    const settle = (transaction: Transaction): void => {
      transaction.put(SPACE, KEY, encode(uint53, item.seq));
    };
    try {
      // Other kinds are for newer versions.
      this.#takers[item.kind]?.take(item.payload, settle);
    } catch (error) {
      if (!(error instanceof CryptoError) && !(error instanceof CodecError)) throw error;
    }
    this.#storage.transaction(settle);
    this.#cursor = item.seq;
  }
}
