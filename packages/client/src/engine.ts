// The engine of one open profile: everything that a page or the command can ask for once the profile is unlocked.
import { CryptoError, ready } from '@hushroom/crypto';
import type { CallArgs, CallName, CallValues } from '@hushroom/ipc';
import { RelayError } from '@hushroom/wire';
import { loadAccount, type Account } from './account/account.ts';
import { Core, type CoreParts } from './core.ts';
import { newConversation } from './conversation/conversations.ts';
import { saveConversation } from './conversation/conversation-record.ts';
import { entryRowId } from './conversation/message-record.ts';
import { appendOrdered } from './conversation/timeline.ts';
import { EngineError, engineErrorOf } from './engine-error.ts';
import { foundRoom } from './room/founding.ts';
import { addMember, leaveRoom, removeMember } from './room/membership.ts';
import type { RoomDriver } from './room/room-driver.ts';

/** Calls that need no open profile: whoever opens profiles answers them. */
type ProfileCall = 'status' | 'register' | 'unlock' | 'lock';
export type EngineCall = Exclude<CallName, ProfileCall>;
export type EngineParts = CoreParts;

type Handlers = {
  readonly [N in EngineCall]: (args: CallArgs<N>) => CallValues[N] | Promise<CallValues[N]>;
};

export class Engine {
  readonly #core: Core;
  readonly #parts: EngineParts;
  readonly #handlers: Handlers;

  private constructor(parts: EngineParts, account: Account) {
    this.#parts = parts;
    this.#core = new Core(parts, account);
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
    this.#core.start();
  }

  /** Ends the connection and every timer, and wipes the keys in memory. The storage stays the caller's to close. */
  stop(): void {
    this.#core.stop();
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

  #makeHandlers(): Handlers {
    const core = this.#core;
    const { people, pins, conversations } = core;
    return {
      subscribe: () => ({ rev: core.events.rev, snapshot: core.snapshot() }),
      'conversation.open': ({ userName }) => {
        const view = conversations.open(userName);
        core.emitConversation(view.id);
        return view;
      },
      'conversation.page': ({ conversation, before, limit }) =>
        conversations.page(conversation, before, limit),
      'conversation.seen': ({ conversation, position }) => {
        conversations.seen(conversation, position);
        core.emitConversation(conversation);
        return null;
      },
      'message.send': ({ conversation, text }) => {
        const message = conversations.send(conversation, text);
        core.emitMessage(message.id);
        core.emitConversation(conversation);
        core.emitConnection();
        core.kick(conversation);
        return message;
      },
      'message.settled': ({ message }) => {
        const view = conversations.message(message);
        if (view === null) throw new EngineError('unknown-message');
        return core.settlements.of(view);
      },
      'printed.take': ({ conversation, limit }) => conversations.takePrinted(conversation, limit),
      'room.create': ({ name }) => this.#createRoom(name),
      'room.add': async ({ conversation, userName }) => {
        const driver = this.#onlineRoom(conversation);
        await addMember(driver, core, userName);
        return null;
      },
      'room.remove': async ({ conversation, userName }) => {
        await removeMember(this.#onlineRoom(conversation), userName);
        return null;
      },
      'room.members': ({ conversation }) => conversations.members(conversation),
      'room.leave': async ({ conversation }) => {
        const driver = this.#room(conversation);
        leaveRoom(driver);
        core.emitConversation(conversation);
        await driver.leaveSent();
        return null;
      },
      'person.safety': ({ userName }) => people.safety(userName),
      'person.verify': ({ userName, digits }) => {
        people.verify(userName, digits);
        core.onJudged(userName);
        return null;
      },
      'person.unverify': ({ userName }) => {
        pins.unverify(userName);
        return null;
      },
      'person.acceptChange': ({ userName }) => {
        pins.judge(userName, false);
        core.onJudged(userName);
        return null;
      },
    };
  }

  /** A room of one, here at once; the relay hears of it as soon as it can. */
  #createRoom(name: string): CallValues['room.create'] {
    const core = this.#core;
    const { account } = core;
    const room = foundRoom(core.roomParts, { kind: 'room', name, peer: '', conversation: null });
    this.#parts.storage.transaction((transaction) => {
      room.saveNew(transaction);
      saveConversation(transaction, newConversation(room.id, 'room', name));
      appendOrdered(transaction, {
        id: entryRowId(room.logId, 0, 0),
        conversation: room.id,
        author: { userName: account.userName, accountKey: account.accountKey, pinned: true },
        mine: true,
        sentAt: this.#parts.clock.now(),
        body: { type: 'event', event: { type: 'created' } },
        failure: null,
      });
    });
    core.addRoom(room);
    return core.conversations.view(room.id);
  }

  /** The room behind a conversation. Throws `unknown-conversation`. */
  #room(conversation: string): RoomDriver {
    const { kind } = this.#core.conversations.get(conversation);
    const driver = this.#core.rooms.chosen(conversation);
    // People come and go in rooms only.
    if (kind === 'direct' || driver === null) throw new EngineError('unknown-conversation');
    return driver;
  }

  #onlineRoom(conversation: string): RoomDriver {
    const driver = this.#room(conversation);
    if (this.#core.session.state !== 'online') throw new EngineError('offline');
    return driver;
  }
}
