// Where the relay of this profile is reached: all of an account that may change. Which relay it is may not.
import { formatAddress, parseAddress, type RelayAddress } from '@hushroom/wire';
import { EngineError } from '../engine-error.ts';
import { sameBytes } from '../hex.ts';
import type { Storage } from '../storage.ts';
import { saveAccount, type Account } from './account.ts';
import { parseRelayAddress } from './registration.ts';

export class RelayPlace {
  readonly #storage: Storage;
  readonly #account: Account;
  #address: RelayAddress;

  constructor(storage: Storage, account: Account) {
    this.#storage = storage;
    this.#account = account;
    this.#address = parseAddress(account.relayAddress);
  }

  get address(): RelayAddress {
    return this.#address;
  }

  /**
   * Takes another address of the same relay, and saves it. Throws {@link EngineError}: the parser's code, `address-id-malformed`
   * where it does not say which relay it is, and `relay-another` where it says another.
   */
  move(relay: string): void {
    const address = parseRelayAddress(relay);
    if (address.relayId === null) throw new EngineError('address-id-malformed');
    if (!sameBytes(address.relayId, this.#account.relayId)) throw new EngineError('relay-another');
    this.#storage.transaction((transaction) => {
      saveAccount(transaction, { ...this.#account, relayAddress: formatAddress(address) });
    });
    this.#address = address;
  }
}
