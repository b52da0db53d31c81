// Engines and a relay core in one process, on virtual time, over a network that tests can cut and change.
import {
  Engine,
  MemoryDisk,
  MemoryFileStore,
  MemoryLocalFiles,
  MemoryStorage,
  register,
  TransportError,
  type Connection,
  type ConnectionEvents,
  type EngineCall,
  type Storage,
  type Transport,
} from '@hushroom/client';
import { seededRandom } from '@hushroom/client/seeded-random.fixture';
import type { CallArgs, CallValues, ConversationView, EventMessage, MessageView } from '@hushroom/ipc';
import { formatAddress, type RelayAddress } from '@hushroom/wire';
import {
  createRelay,
  DEFAULT_LIMITS,
  keysFromSeeds,
  MemoryStore,
  type Relay,
  type RelayKeys,
  type RelayLimits,
} from '../../apps/server/src/index.ts';
import { MemoryBlobTransport } from './memory-blob-transport.ts';
import { VirtualClock } from './virtual-clock.ts';

const LATENCY_MS = 5;

/** What may happen to a frame on its way; null drops it. */
export type FrameFilter = (frame: Uint8Array) => Uint8Array | null;

const passAll: FrameFilter = (frame) => frame;

export class World {
  readonly clock = new VirtualClock();
  readonly store = new MemoryStore();
  readonly keys: RelayKeys;
  /** Where the relay listens. */
  host = 'relay.test';
  readonly faults: unknown[] = [];
  readonly #people = new Map<string, Person>();
  readonly #seed: string;
  readonly #limits: RelayLimits;
  relay: Relay;

  /** `seed` decides every key: worlds with different ones have other relays and other people under the same names. */
  constructor({ seed = '', limits = {} }: { seed?: string; limits?: Partial<RelayLimits> } = {}) {
    this.#seed = seed;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.keys = keysFromSeeds({ ca: seededRandom(`${seed}ca`)(32), head: seededRandom(`${seed}head`)(32) });
    this.relay = this.makeRelay(this.store);
  }

  get address(): string {
    return formatAddress({ host: this.host, port: 7440, relayId: this.keys.relayId });
  }

  makeRelay(store: MemoryStore): Relay {
    return createRelay({
      store,
      clock: this.clock,
      random: seededRandom('relay'),
      keys: this.keys,
      name: 'Test relay',
      registration: 'open',
      inviteCode: '',
      limits: this.#limits,
      messageBytesMax: 128 * 1024,
      onEvent: () => undefined,
      onFault: (fault) => this.faults.push(fault),
    });
  }

  /** A registered person whose engine is on line. */
  async join(name: string): Promise<Person> {
    const person = new Person(this, name, this.#seed + name);
    this.#people.set(name, person);
    await person.register();
    await person.start();
    await person.untilOnline();
    return person;
  }

  async joinAll<N extends string>(...names: readonly N[]): Promise<Record<N, Person>> {
    const people: Partial<Record<N, Person>> = {};
    for (const name of names) people[name] = await this.join(name);
    return people as Record<N, Person>;
  }

  stop(): void {
    for (const person of this.#people.values()) person.stop();
    this.relay.stop();
  }
}

/** One profile: its disk survives, its engine may be stopped, crash and be started again. */
export class Person {
  readonly name: string;
  readonly world: World;
  readonly disk = new MemoryDisk();
  readonly files = {
    store: new MemoryFileStore(),
    local: new MemoryLocalFiles(),
    transport: new MemoryBlobTransport(this),
  };
  readonly events: EventMessage[] = [];
  /** Lets tests see or change what goes to the relay and what comes from it. */
  toRelay: FrameFilter = passAll;
  fromRelay: FrameFilter = passAll;
  /** What the relay exports from the connection: something else where somebody stands in between. */
  relayBinding: (own: Uint8Array) => Uint8Array = (own) => own;
  /** Whether a connection can be made. */
  reachable = true;
  /** Puts something between engine and disk. */
  wrapStorage: (storage: Storage) => Storage = (storage) => storage;
  relay: () => Relay;
  engine: Engine | null = null;
  readonly #connections = new Set<() => void>();
  readonly #random: (byteLength: number) => Uint8Array;
  #accountSeed: Uint8Array = new Uint8Array();
  #storage: Storage | null = null;
  #onFrame: (frame: Uint8Array) => void = () => undefined;

  /** `seed` decides every key; two people of one name have different ones. */
  constructor(world: World, name: string, seed = name) {
    this.world = world;
    this.name = name;
    this.#random = seededRandom(seed);
    this.relay = () => world.relay;
  }

  async register(userName = this.name, relay = this.world.address): Promise<void> {
    const { clock } = this.world;
    const storage = new MemoryStorage(this.disk);
    const parts = { storage, transport: this.#transport(), clock, random: this.#random };
    await this.settle(
      register(parts, {
        relay,
        userName,
        inviteCode: '',
        keepSeeds: ({ accountSeed, nextAccountSeed }) => {
          this.#accountSeed = accountSeed.use((bytes) => bytes.slice());
          accountSeed.wipe();
          nextAccountSeed.wipe();
          return Promise.resolve();
        },
      }),
    );
    storage.close();
  }

  async start(): Promise<void> {
    this.#storage = this.wrapStorage(new MemoryStorage(this.disk));
    this.engine = await Engine.open({
      storage: this.#storage,
      transport: this.#transport(),
      clock: this.world.clock,
      random: this.#random,
      files: this.files,
      profile: this.name,
      onEvent: (message) => this.events.push(message),
    });
    this.engine.start();
  }

  /** Takes the account off the roster for good. */
  async deleteAccount(): Promise<void> {
    await this.settle(this.engine!.deleteAccount(this.#accountSeed));
  }

  /** Ends the engine without a word: what is on the disk is all that is left. */
  stop(): void {
    this.cut();
    this.engine?.stop();
    this.engine = null;
    this.#storage?.close();
  }

  async restart(): Promise<void> {
    this.stop();
    await this.start();
  }

  /** Breaks every connection of this person. */
  cut(): void {
    for (const close of [...this.#connections]) close();
  }

  /** Gives the engine a frame as if the relay had sent it. */
  deliver(frame: Uint8Array): void {
    this.#onFrame(frame);
  }

  /** Makes a call and lets time pass until it is answered. */
  call<N extends EngineCall>(call: N, args: CallArgs<N>): Promise<CallValues[N]> {
    if (this.engine === null) throw new Error(`${this.name} is stopped`);
    return this.settle(this.engine.handle(call, args));
  }

  /** Lets time pass until a promise is settled. */
  async settle<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const done = (): void => {
      settled = true;
    };
    promise.then(done, done);
    await this.world.clock.until(() => settled);
    return promise;
  }

  async untilOnline(): Promise<void> {
    await this.world.clock.until(() => this.connection === 'online');
  }

  get connection(): string {
    const last = this.events.findLast(({ event }) => event.type === 'connection')?.event;
    return last?.type === 'connection' ? last.connection.state : 'none';
  }

  async conversations(): Promise<readonly ConversationView[]> {
    return (await this.call('subscribe', {})).snapshot.conversations;
  }

  async direct(other: string): Promise<ConversationView> {
    return this.call('conversation.open', { userName: other });
  }

  /** Finds a conversation by its title. */
  async find(title: string): Promise<ConversationView> {
    const found = (await this.conversations()).find((view) => view.title === title);
    if (found === undefined) throw new Error(`${this.name} has no conversation ${title}`);
    return found;
  }

  /** Takes a request, once it is here. */
  async accept(title: string): Promise<void> {
    const { clock } = this.world;
    while (!(await this.conversations()).some((view) => view.title === title)) await clock.pass(100);
    await this.call('conversation.accept', { conversation: (await this.find(title)).id });
  }

  /** Writes to somebody; returns the message as it stands at once. */
  async say(other: string, text: string): Promise<MessageView> {
    const { id } = await this.direct(other);
    return this.call('message.send', { conversation: id, text });
  }

  async sayIn(title: string, text: string): Promise<MessageView> {
    return this.call('message.send', { conversation: (await this.find(title)).id, text });
  }

  async messages(title: string): Promise<readonly MessageView[]> {
    const { id } = await this.find(title);
    return (await this.call('conversation.page', { conversation: id, before: null, limit: 200 })).messages;
  }

  /** A timeline as lines: `name: text`, events and unreadable rows in brackets. */
  async lines(title: string): Promise<readonly string[]> {
    return (await this.messages(title)).map(({ from, body }) => {
      if (body.type === 'text') return `${from}: ${body.text}`;
      if (body.type === 'unreadable') return `[${body.code}]`;
      if (body.type === 'file') return `${from}: [${body.file.name}]`;
      if (body.type === 'deleted') return '[deleted]';
      const { type, ...what } = body.event;
      return `[${[from, type, ...Object.values<string | number>(what)].join(' ')}]`;
    });
  }

  /** Lets time pass until a timeline reads so. */
  async untilLines(title: string, wanted: readonly string[]): Promise<void> {
    const { clock } = this.world;
    const deadline = clock.now() + 10 * 60_000;
    let lines: readonly string[] = [];
    while (clock.now() < deadline) {
      const exists = (await this.conversations()).some((view) => view.title === title);
      lines = exists ? await this.lines(title) : [];
      if (JSON.stringify(lines) === JSON.stringify(wanted)) return;
      if (!(await clock.step(deadline))) break;
    }
    throw new Error(`${this.name} reads ${JSON.stringify(lines)}, not ${JSON.stringify(wanted)}`);
  }

  #transport(): Transport {
    return {
      connect: (address, events) => this.#connect(address, events),
    };
  }

  async #connect({ host }: RelayAddress, events: ConnectionEvents): Promise<Connection> {
    const { clock } = this.world;
    await new Promise<void>((resolve) => clock.after(LATENCY_MS, resolve));
    if (!this.reachable || host !== this.world.host) throw new TransportError('relay-unreachable');
    const binding = this.#random(32);
    let open = true;
    const close = (): void => {
      if (!open) return;
      open = false;
      this.#connections.delete(close);
      connection.close();
      clock.after(0, () => {
        events.onClose();
      });
    };
    const connection = this.relay().connect({
      address: this.name,
      channelBinding: this.relayBinding(binding),
      isCongested: false,
      pause: () => undefined,
      resume: () => undefined,
      send: (frame) => {
        clock.after(LATENCY_MS, () => {
          const passed = open ? this.fromRelay(frame) : null;
          if (passed !== null) events.onFrame(passed);
        });
      },
      close: () => {
        clock.after(LATENCY_MS, close);
      },
    });
    this.#connections.add(close);
    this.#onFrame = (frame) => {
      events.onFrame(frame);
    };
    return {
      channelBinding: binding,
      send: (frame) => {
        clock.after(LATENCY_MS, () => {
          const passed = open ? this.toRelay(frame) : null;
          if (passed !== null) connection.receive(passed);
        });
      },
      close,
    };
  }
}
