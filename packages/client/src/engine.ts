// The engine of one open profile: everything that a page or the command can ask for once the profile is unlocked.
// It owns the parts and joins them; what each does is in its own folder.
import { ready } from '@hushroom/crypto';
import type { CallArgs, CallName, CallValues, ConnectionView, EventMessage, Snapshot } from '@hushroom/ipc';
import { parseAddress, type Push } from '@hushroom/wire';
import { loadAccount, type Account } from './account/account.ts';
import type { Clock, Random } from './clock.ts';
import type { Greeting } from './connection/greeting.ts';
import { Session } from './connection/session.ts';
import { EngineError } from './engine-error.ts';
import { Events } from './events.ts';
import { People } from './roster/people.ts';
import { Pins } from './roster/pins.ts';
import { RosterSync } from './roster/roster-sync.ts';
import { Roster } from './roster/roster.ts';
import type { Storage } from './storage.ts';
import type { Transport } from './transport.ts';

export interface EngineParts {
  /** Of this profile, open, and used by nobody else as long as the engine runs. */
  readonly storage: Storage;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  /** The profile's name, for views. */
  readonly profile: string;
  readonly onEvent: (message: EventMessage) => void;
}

/** Calls that need no open profile: whoever opens profiles answers them. */
type ProfileCall = 'status' | 'register' | 'unlock' | 'lock';
export type EngineCall = Exclude<CallName, ProfileCall>;

type Handlers = {
  readonly [N in EngineCall]?: (args: CallArgs<N>) => CallValues[N] | Promise<CallValues[N]>;
};

export class Engine {
  readonly #parts: EngineParts;
  readonly #account: Account;
  readonly #events: Events;
  readonly #pins: Pins;
  readonly #roster: Roster;
  readonly #session: Session;
  readonly #rosterSync: RosterSync;
  readonly #people: People;
  readonly #handlers: Handlers;

  private constructor(parts: EngineParts, account: Account) {
    this.#parts = parts;
    this.#account = account;
    this.#events = new Events(parts.onEvent);
    this.#pins = new Pins(parts.storage);
    this.#roster = new Roster(parts.storage, account.relayId, this.#pins);
    this.#session = new Session(
      parts,
      { ...account, address: parseAddress(account.relayAddress) },
      {
        onAuthenticated: (greeting) => this.#synchronise(greeting),
        onPush: (push) => {
          this.#take(push);
        },
        onChange: () => {
          this.#events.emit({ type: 'connection', connection: this.#connectionView() });
        },
        onLost: () => {
          this.#rosterSync.onLost();
        },
      },
    );
    this.#rosterSync = new RosterSync(this.#session, this.#roster, {
      onPeople: (userNames) => {
        for (const userName of userNames) this.#emitPerson(userName);
      },
      onDiffers: () => undefined,
      onBehind: () => undefined,
    });
    this.#people = new People(account, this.#pins, this.#roster, (userName) =>
      this.#rosterSync.isOnline(userName),
    );
    this.#handlers = this.#makeHandlers();
  }

  /** Loads a registered profile; nothing is connected yet. Throws {@link EngineError} `profile-missing`. */
  static async open(parts: EngineParts): Promise<Engine> {
    await ready;
    const account = parts.storage.transaction(loadAccount);
    if (account?.registered !== true) throw new EngineError('profile-missing');
    return new Engine(parts, account);
  }

  /** Connects, and stays connected. */
  start(): void {
    this.#session.start();
  }

  /** Ends the connection and every timer. The storage stays the caller's to close. */
  stop(): void {
    this.#session.stop();
    this.#account.deviceSecret.wipe();
  }

  /** Serves one call. Rejects with {@link EngineError}. */
  async handle<N extends EngineCall>(call: N, args: CallArgs<N>): Promise<CallValues[N]> {
    const handler: ((args: CallArgs<N>) => CallValues[N] | Promise<CallValues[N]>) | undefined =
      this.#handlers[call];
    if (handler === undefined) throw new EngineError('bad-call', call);
    return handler(args);
  }

  #makeHandlers(): Handlers {
    return {
      subscribe: () => ({ rev: this.#events.rev, snapshot: this.#snapshot() }),
      'person.safety': ({ userName }) => this.#people.safety(userName),
      'person.verify': ({ userName, digits }) => {
        this.#people.verify(userName, digits);
        this.#emitPerson(userName);
        return null;
      },
      'person.unverify': ({ userName }) => {
        this.#pins.unverify(userName);
        this.#emitPerson(userName);
        return null;
      },
      'person.acceptChange': ({ userName }) => {
        this.#pins.judge(userName, false);
        this.#emitPerson(userName);
        return null;
      },
    };
  }

  #snapshot(): Snapshot {
    return {
      account: this.#people.me(this.#parts.profile),
      connection: this.#connectionView(),
      conversations: [],
      people: this.#people.views(),
    };
  }

  #connectionView(): ConnectionView {
    const { state, reason, retryAt, relayName } = this.#session;
    return { state, reason, retryAt, relayName, relayAddress: this.#account.relayAddress, queued: 0 };
  }

  #emitPerson(userName: string): void {
    this.#events.emit({ type: 'person', person: this.#people.view(userName) });
  }

  async #synchronise(greeting: Greeting): Promise<void> {
    await this.#rosterSync.run(greeting);
  }

  #take(push: Push): void {
    switch (push.type) {
      case 'roster':
        this.#rosterSync.onEntry(push);
        break;
      case 'presence':
        this.#rosterSync.onPresence(push.userName, push.presence);
        break;
      case 'head':
        this.#rosterSync.onHead(push);
        break;
      default:
        break;
    }
  }
}
