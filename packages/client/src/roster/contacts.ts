// What this profile alone knows of a person: the name it gives them, and whether it wants to hear from them.
import { boolean, decode, encode, struct, text, type Codec } from '@hushroom/codec';
import { NICKNAME_CHARS_MAX } from '@hushroom/ipc';
import type { Storage, Transaction } from '../storage.ts';

const SPACE = 'contact';

export interface Contact {
  /** Empty: none. */
  readonly nickname: string;
  readonly blocked: boolean;
}

export const STRANGER: Contact = { nickname: '', blocked: false };

/** A character takes at most three bytes of UTF-8 per UTF-16 unit. */
const contact: Codec<Contact> = struct<Contact>({
  nickname: text(3 * NICKNAME_CHARS_MAX),
  blocked: boolean,
});

/** All contacts of the profile, in memory as on disk. */
export class Contacts {
  readonly #storage: Storage;
  readonly #contacts: Map<string, Contact>;

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#contacts = storage.transaction(loadContacts);
  }

  get(userName: string): Contact {
    return this.#contacts.get(userName) ?? STRANGER;
  }

  isBlocked(userName: string): boolean {
    return this.get(userName).blocked;
  }

  change(userName: string, change: Partial<Contact>): void {
    const changed = { ...this.get(userName), ...change };
    this.#storage.transaction((transaction) => {
      transaction.put(SPACE, userName, encode(contact, changed));
    });
    this.#contacts.set(userName, changed);
  }
}

export function loadContacts(transaction: Transaction): Map<string, Contact> {
  return new Map(transaction.list(SPACE).map(([userName, value]) => [userName, decode(contact, value)]));
}
