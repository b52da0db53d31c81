// One person's computer: a disk that stays, and an engine that may crash between any two transactions and is built again
// from that disk. A crashed engine is not torn down: it is cut off, and whatever it still does reaches nothing.
import {
  Engine,
  MemoryDisk,
  MemoryFileStore,
  MemoryLocalFiles,
  MemoryStorage,
  register,
  TransportError,
  type EngineCall,
  type FileParts,
  type Storage,
  type Transaction,
} from '@hushroom/client';
import type { CallArgs, CallValues } from '@hushroom/ipc';
import type { SeededRandom } from './seeded-random.ts';
import type { SimRelay } from './sim-relay.ts';
import type { VirtualTime } from './virtual-time.ts';

const RESTART_MS_MAX = 20_000;

/** Files are no part of the simulation: no blob ever gets through. */
function noFiles(): FileParts {
  const refuse = (): Promise<never> => Promise.reject(new TransportError('relay-unreachable'));
  return {
    store: new MemoryFileStore(),
    local: new MemoryLocalFiles(),
    transport: { put: refuse, get: refuse },
  };
}

/** The engine went away before it answered. */
export class Crashed extends Error {
  override readonly name = 'Crashed';
}

/** One life of the engine, from its start to its crash. */
interface Life {
  alive: boolean;
  engine: Engine | null;
  /** Rejects when it ends. */
  readonly end: Promise<never>;
  readonly crash: () => void;
}

export class Machine {
  readonly name: string;
  readonly #relay: SimRelay;
  readonly #time: VirtualTime;
  readonly #random: SeededRandom;
  #disk = new MemoryDisk();
  #life: Life | null = null;
  #networkUp = true;
  /** Transactions until the next crash; null: none is planned. */
  #crashAfter: number | null = null;
  crashes = 0;

  constructor(name: string, relay: SimRelay, time: VirtualTime, random: SeededRandom) {
    this.name = name;
    this.#relay = relay;
    this.#time = time;
    this.#random = random;
  }

  async register(): Promise<void> {
    const life = newLife();
    await register(this.#parts(life), {
      relay: this.#relay.address,
      userName: this.name,
      inviteCode: '',
      keepSeeds: () => Promise.resolve(),
    });
  }

  get isRunning(): boolean {
    return this.#life !== null;
  }

  async start(): Promise<void> {
    if (this.#life !== null) return;
    const life = newLife();
    this.#life = life;
    const engine = await Engine.open({
      ...this.#parts(life),
      profile: this.name,
      onEvent: () => undefined,
      files: noFiles(),
    });
    if (!life.alive) return;
    life.engine = engine;
    engine.start();
  }

  /** Plans a crash at the start or the end of one of the next transactions; it starts again by itself. */
  crashSoon(transactions: number): void {
    this.#crashAfter = transactions;
  }

  cancelCrash(): void {
    this.#crashAfter = null;
  }

  setNetwork(up: boolean): void {
    this.#networkUp = up;
    if (!up) this.#relay.cut(this.name);
  }

  cut(): void {
    this.#relay.cut(this.name);
  }

  /** Rejects with {@link Crashed} if the engine does not run or crashes before it answers. */
  async call<N extends EngineCall>(call: N, args: CallArgs<N>): Promise<CallValues[N]> {
    const life = this.#life;
    if (life?.engine === null || life === null) throw new Crashed();
    return Promise.race([life.engine.handle(call, args), life.end]);
  }

  #parts(life: Life) {
    const isUp = (): boolean => life.alive && this.#networkUp;
    const transport = this.#relay.transport(this.name, isUp);
    return {
      storage: this.#storage(life),
      transport: {
        connect: async (...[address, events]: Parameters<typeof transport.connect>) => {
          const connection = await transport.connect(address, {
            onFrame: (frame) => {
              if (life.alive) events.onFrame(frame);
            },
            onClose: () => {
              if (life.alive) events.onClose();
            },
          });
          return {
            channelBinding: connection.channelBinding,
            send: (frame: Uint8Array) => {
              if (life.alive) connection.send(frame);
            },
            close: () => {
              if (life.alive) connection.close();
            },
          };
        },
      },
      clock: {
        now: () => this.#time.now(),
        after: (delayMs: number, run: () => void) =>
          this.#time.after(delayMs, () => {
            if (life.alive) run();
          }),
      },
      random: (byteLength: number) => this.#random.bytes(byteLength),
    };
  }

  #storage(life: Life): Storage {
    const disk = this.#disk;
    const inner = new MemoryStorage(disk);
    return {
      transaction: <T>(step: (transaction: Transaction) => T): T => {
        const crashes = life.alive && this.#isCrashDue();
        const before = crashes && this.#random.chance(50);
        if (before) this.#crash(life, disk);
        const value = inner.transaction(step);
        if (crashes && !before) this.#crash(life, disk);
        return value;
      },
      close: () => {
        inner.close();
      },
    };
  }

  #isCrashDue(): boolean {
    if (this.#crashAfter === null) return false;
    this.#crashAfter -= 1;
    if (this.#crashAfter > 0) return false;
    this.#crashAfter = null;
    return true;
  }

  /** The next life has the disk as it is at this moment; this one goes on writing to its own. */
  #crash(life: Life, disk: MemoryDisk): void {
    this.crashes += 1;
    this.#disk = copyOf(disk);
    this.#life = null;
    life.alive = false;
    // Nobody waits on an engine that was only being opened.
    life.end.catch(() => undefined);
    life.crash();
    // What had been handed to the network before may still arrive.
    this.#time.after(this.#random.below(200), () => {
      this.#relay.cut(this.name);
    });
    this.#time.after(200 + this.#random.below(RESTART_MS_MAX), () => {
      void this.start();
    });
  }
}

function newLife(): Life {
  const { promise, reject } = Promise.withResolvers<never>();
  return {
    alive: true,
    engine: null,
    end: promise,
    crash: () => {
      reject(new Crashed());
    },
  };
}

/** Values in a disk are never changed in place, so a copy of the maps is a copy of the disk. */
function copyOf(disk: MemoryDisk): MemoryDisk {
  const copy = new MemoryDisk();
  copy.records = new Map([...disk.records].map(([space, records]) => [space, new Map(records)]));
  copy.rows = new Map(disk.rows);
  copy.arrivals = disk.arrivals;
  return copy;
}
