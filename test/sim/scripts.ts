// What the people of a run do: one room that all of them are in for a while, and direct messages, through crashes and
// torn networks. Each script goes on until it has done its part.
import { EngineError } from '@hushroom/client';
import type { CallValues, ConversationView, MessageView } from '@hushroom/ipc';
import { Crashed, type Machine } from './machine.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Refusals that pass by themselves. */
const PASSING: readonly string[] = ['offline', 'conflict', 'person-unreachable', 'relay-unreachable'];

/** Why an act may be refused: its message was deleted meanwhile, or whoever acts was removed. */
const ACTS_PASS: readonly string[] = ['message-gone', 'unknown-message', 'conversation-ended'];

/** A message somebody sent, and whether the engine took it before a crash could come between. */
export interface Sent {
  readonly from: string;
  /** `room`, or the other's name. */
  readonly to: string;
  readonly text: string;
  readonly taken: boolean;
}

export interface Stage {
  readonly time: VirtualTime;
  readonly random: SeededRandom;
  /** In every text and in the room's name, so that the relay's bytes can be searched for it. */
  readonly marker: string;
  readonly sent: Sent[];
}

export class Actor {
  readonly machine: Machine;
  readonly #stage: Stage;
  #said = 0;

  constructor(machine: Machine, stage: Stage) {
    this.machine = machine;
    this.#stage = stage;
  }

  get name(): string {
    return this.machine.name;
  }

  get roomName(): string {
    return `garden of ${this.#stage.marker}`;
  }

  /** Waits a time of this run's choosing, up to `ms`. */
  async idle(ms: number): Promise<void> {
    await this.#stage.time.sleep(this.#stage.random.below(ms));
  }

  /** Tries until it succeeds or is found done: crashes and passing refusals are tried again. */
  async persist<T>(step: () => Promise<T>, doneCodes: readonly string[] = []): Promise<T | null> {
    for (;;) {
      try {
        return await step();
      } catch (error) {
        if (error instanceof EngineError && doneCodes.includes(error.code)) return null;
        const passes =
          error instanceof Crashed || (error instanceof EngineError && PASSING.includes(error.code));
        if (!passes) throw error;
      }
      await this.#stage.time.sleep(500);
      await this.idle(4000);
    }
  }

  async conversations(): Promise<readonly ConversationView[]> {
    const state = await this.persist(() => this.machine.call('subscribe', {}));
    return state?.snapshot.conversations ?? [];
  }

  /** The room, once this person is in it with at least so many others. */
  async room(others = 0): Promise<ConversationView> {
    for (;;) {
      const found = (await this.conversations()).find(
        ({ kind, state, memberCount }) => kind === 'room' && state === 'active' && memberCount > others,
      );
      if (found !== undefined) return found;
      await this.#stage.time.sleep(3000);
    }
  }

  async createRoom(): Promise<void> {
    await this.persist(async () => {
      const { snapshot } = await this.machine.call('subscribe', {});
      if (snapshot.conversations.some(({ kind }) => kind === 'room')) return;
      await this.machine.call('room.create', { name: this.roomName });
    });
  }

  async add(userName: string): Promise<void> {
    const { id: conversation } = await this.room();
    await this.persist(() => this.machine.call('room.add', { conversation, userName }), ['already-member']);
  }

  async remove(userName: string): Promise<void> {
    const { id: conversation } = await this.room();
    await this.persist(() => this.machine.call('room.remove', { conversation, userName }), ['not-member']);
  }

  /** Says one thing, once: after a crash nobody knows whether it was said, and it is not said again. */
  async say(to: string): Promise<void> {
    const text = `${this.#stage.marker} ${this.name} to ${to} ${++this.#said}`;
    const taken = await this.#send(to, text);
    if (taken !== null) this.#stage.sent.push({ from: this.name, to, text, taken });
  }

  /** Does something to a message of the room, whoever wrote it: answers, reacts, changes its words or takes it back. */
  async act(): Promise<void> {
    const { random, marker, time } = this.#stage;
    const room = await this.room();
    const rows = await this.persist(() => this.history(room.id));
    // One's own that never left would be gone without a trace, which no other copy could show.
    const standing = (rows ?? []).filter(
      ({ body, state }) => body.type === 'text' && state !== 'failed' && state !== 'queued',
    );
    const row = standing[random.below(Math.max(1, standing.length))];
    if (row === undefined) return;
    const { id: message, mine } = row;
    const emoji = ['👍', '❤️', '😂'][random.below(3)] ?? '👍';
    try {
      const choice = random.below(mine ? 10 : 6);
      if (choice === 0) await this.#reply(room.id, message);
      else if (choice < 4)
        await this.machine.call('message.react', { message, emoji, on: random.chance(70) });
      else if (choice < 9 && mine) {
        const text = `${marker} ${this.name} changed ${++this.#said} at ${time.now()}`;
        await this.machine.call('message.edit', { message, text });
      } else if (mine) await this.machine.call('message.delete', { message, forEveryone: true });
    } catch (error) {
      // What was done before a crash stands in the log or it does not: all the others agree on which.
      const passes =
        error instanceof Crashed || (error instanceof EngineError && ACTS_PASS.includes(error.code));
      if (!passes) throw error;
    }
  }

  async #reply(conversation: string, replyTo: string): Promise<void> {
    const text = `${this.#stage.marker} ${this.name} answers ${++this.#said}`;
    const said = { from: this.name, to: 'room', text };
    try {
      await this.machine.call('message.send', { conversation, text, replyTo });
      this.#stage.sent.push({ ...said, taken: true });
    } catch (error) {
      // It may have been said before the crash.
      if (error instanceof Crashed) this.#stage.sent.push({ ...said, taken: false });
      throw error;
    }
  }

  async askAgain(): Promise<void> {
    const { id: conversation } = await this.room();
    // Nothing is asked in a request, whose sender would see it.
    await this.persist(() => this.machine.call('conversation.accept', { conversation }));
    await this.persist(() => this.machine.call('conversation.askAgain', { conversation }));
  }

  /** Null: it was surely not said. */
  async #send(to: string, text: string): Promise<boolean | null> {
    const target = await this.persist(async () => {
      if (to === 'room') return this.room();
      return this.machine.call('conversation.open', { userName: to });
    }, ['unknown-person']);
    if (target === null) return null;
    try {
      await this.machine.call('message.send', { conversation: target.id, text });
      return true;
    } catch (error) {
      if (error instanceof Crashed) return false;
      // Whoever was removed meanwhile is told so.
      if (error instanceof EngineError && error.code === 'conversation-ended') return null;
      throw error;
    }
  }

  /** Everything in a conversation, in its order. */
  async history(conversation: string): Promise<readonly MessageView[]> {
    const pages: (readonly MessageView[])[] = [];
    let before: number | null = null;
    for (;;) {
      const page: CallValues['conversation.page'] = await this.machine.call('conversation.page', {
        conversation,
        before,
        limit: 200,
      });
      pages.unshift(page.messages);
      if (!page.more) return pages.flat();
      before = page.messages[0]?.position ?? null;
    }
  }
}

const ROOM_MESSAGES = 6;
const ROOM_ACTS = 4;
const DIRECT_MESSAGES = 3;

/** Alice makes the room and looks after it: erin comes, goes and comes again. */
export async function hostScript(alice: Actor, members: readonly string[], guest: string): Promise<void> {
  await alice.createRoom();
  for (const member of members) {
    await alice.add(member);
    await alice.idle(3000);
  }
  await alice.idle(10_000);
  await alice.add(guest);
  await alice.idle(60_000);
  await alice.remove(guest);
  await alice.idle(40_000);
  await alice.add(guest);
}

/** Talks in the room as soon as all are there who are never removed: they read everything that is said. */
export async function roomScript(actor: Actor, others: number): Promise<void> {
  await actor.room(others);
  for (let said = 0; said < ROOM_MESSAGES; said += 1) {
    await actor.idle(25_000);
    await actor.say('room');
  }
}

/** Asks to be let in again, as one who could not read a message. */
export async function askScript(actor: Actor, others: number): Promise<void> {
  await actor.room(others);
  await actor.idle(60_000);
  await actor.askAgain();
}

/** Does things to what was said in the room, while it is being said. */
export async function actScript(actor: Actor, others: number): Promise<void> {
  await actor.room(others);
  for (let done = 0; done < ROOM_ACTS; done += 1) {
    await actor.idle(25_000);
    await actor.act();
  }
}

/** Talks with one person. */
export async function directScript(actor: Actor, to: string): Promise<void> {
  for (let said = 0; said < DIRECT_MESSAGES; said += 1) {
    await actor.say(to);
    await actor.idle(30_000);
  }
}
