// The engine of one open profile: everything that a page or the command can ask for once the profile is unlocked.
import { CryptoError, ready, Secret } from '@hushroom/crypto';
import type { CallArgs, CallValues, SettingsView } from '@hushroom/ipc';
import type { FileTicket } from './files/tickets.ts';
import { RelayError } from '@hushroom/wire';
import { loadAccount, type Account } from './account/account.ts';
import { revokeOwnDevice } from './account/revocation.ts';
import { handlersOf, type EngineCall, type Handlers } from './calls/handlers.ts';
import { Core, type CoreParts } from './core.ts';
import { EngineError, engineErrorOf } from './engine-error.ts';
import { HistoryImport, type ImportCounts } from './history/history-import.ts';
import { decodeHistoryItem, encodeHistoryItem } from './history/history-item.ts';
import { readHistory } from './history/read-history.ts';

export type EngineParts = CoreParts;

/** A history on its way into a profile. */
export interface EngineImport {
  /** Takes encoded items, in their order. Throws CodecError. */
  take(items: readonly Uint8Array[]): void;
  /** Shows what came, and says how much was new. */
  finish(): ImportCounts;
}

export class Engine {
  readonly #core: Core;
  readonly #handlers: Handlers;

  private constructor(parts: EngineParts, account: Account) {
    this.#core = new Core(parts, account);
    this.#handlers = handlersOf(this.#core);
  }

  /** Loads a registered profile; nothing is connected yet. Throws {@link EngineError} `profile-missing`. */
  static async open(parts: EngineParts): Promise<Engine> {
    await ready;
    const account = parts.storage.transaction(loadAccount);
    if (account?.registered !== true) throw new EngineError('profile-missing');
    return new Engine(parts, account);
  }

  /** What the person has chosen, as it is now. */
  get settings(): SettingsView {
    return this.#core.settings.current;
  }

  /** What a backup holds, item by item (history/history-item.ts). */
  *history(): Generator<Uint8Array, void> {
    for (const item of readHistory(this.#core.roomParts)) yield encodeHistoryItem(item);
  }

  /** Takes the account off the roster for good. `accountSeed`, 32 bytes, is wiped. Throws `offline`. */
  async deleteAccount(accountSeed: Uint8Array): Promise<void> {
    const { session, account, roomParts } = this.#core;
    try {
      await revokeOwnDevice({ session, account, clock: roomParts.clock }, Secret.of(accountSeed));
    } catch (error) {
      if (error instanceof RelayError) throw engineErrorOf(error);
      throw error;
    }
  }

  /** The database was found damaged: whoever looks on is told. */
  reportDamage(): void {
    this.#core.tell.damaged();
  }

  /** Begins to take a history in. */
  importHistory(): EngineImport {
    const { roomParts, settings, contacts } = this.#core;
    const taking = new HistoryImport({ ...roomParts, settings, contacts });
    return {
      take: (items) => {
        taking.take(items.map(decodeHistoryItem));
      },
      finish: () => {
        this.#core.tell.imported(taking.touched);
        return taking.counts;
      },
    };
  }

  /** Connects, and stays connected. */
  start(): void {
    this.#core.start();
  }

  /** Ends the connection and every timer, and wipes the keys in memory. The storage stays the caller's to close. */
  stop(): void {
    this.#core.stop();
  }

  /** What a ticket of `file.offer` or `file.open` opens, once; null if it was used, is too old or never was one. */
  useTicket(ticket: string): FileTicket | null {
    return this.#core.files.tickets.use(ticket);
  }

  /** Serves one call. Rejects with {@link EngineError}, or with what the storage throws. */
  async handle<N extends EngineCall>(call: N, args: CallArgs<N>): Promise<CallValues[N]> {
    const handler: (args: CallArgs<N>) => CallValues[N] | Promise<CallValues[N]> = this.#handlers[call];
    try {
      return await handler(args);
    } catch (error) {
      if (error instanceof RelayError) throw engineErrorOf(error);
      // What a group refuses of the keys that somebody published.
      if (error instanceof CryptoError)
        throw new EngineError('person-unreachable', error.code, { cause: error });
      throw error;
    }
  }
}
