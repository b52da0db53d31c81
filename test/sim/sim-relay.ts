// The relay core in memory, which can crash and start again on what it had stored; and the network to it, which delays,
// tears and remembers every byte that the relay received.
import { TransportError, type Connection, type ConnectionEvents, type Transport } from '@hushroom/client';
import { formatAddress } from '@hushroom/wire';
import {
  createRelay,
  DEFAULT_LIMITS,
  keysFromSeeds,
  MemoryStore,
  type Relay,
  type RelayConnection,
} from '../../apps/server/src/index.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { VirtualTime } from './virtual-time.ts';

const LATENCY_MS_MAX = 80;

export class SimRelay {
  /** Everything that clients sent, in order of arrival. */
  readonly received: Uint8Array[] = [];
  readonly address: string;
  readonly faults: unknown[] = [];
  readonly #time: VirtualTime;
  readonly #random: SeededRandom;
  readonly #store = new MemoryStore();
  readonly #keys;
  readonly #wires = new Set<SimWire>();
  #relay: Relay | null = null;

  constructor(time: VirtualTime, random: SeededRandom) {
    this.#time = time;
    this.#random = random;
    this.#keys = keysFromSeeds({ ca: random.bytes(32), head: random.bytes(32) });
    this.address = formatAddress({ host: '127.0.0.1', port: 7440, relayId: this.#keys.relayId });
    this.start();
  }

  start(): void {
    this.#relay = createRelay({
      store: this.#store,
      clock: this.#time,
      random: (bytes) => this.#random.bytes(bytes),
      keys: this.#keys,
      name: 'simulated',
      registration: 'open',
      inviteCode: '',
      limits: DEFAULT_LIMITS,
      messageBytesMax: 128 * 1024,
      onEvent: () => undefined,
      onFault: (error) => this.faults.push(error),
    });
  }

  /** Gone without a word: what was stored stays, whatever was on its way does not. */
  crash(): void {
    this.#relay = null;
    for (const wire of [...this.#wires]) wire.cut();
  }

  /** The way of one computer to the relay. `isUp` says whether its network works. */
  transport(name: string, isUp: () => boolean): Transport {
    return {
      connect: async (_address, events) => {
        await this.#time.sleep(this.#latency());
        if (this.#relay === null || !isUp()) throw new TransportError('relay-unreachable');
        return this.#connect(name, this.#relay, events);
      },
    };
  }

  /** Ends every connection of one computer. */
  cut(name: string): void {
    for (const wire of [...this.#wires]) if (wire.name === name) wire.cut();
  }

  #connect(name: string, relay: Relay, events: ConnectionEvents): Connection {
    const wire = new SimWire({ name, binding: this.#random.bytes(32) }, this.#time, () => this.#latency(), {
      onClosed: () => this.#wires.delete(wire),
      toClient: (frame) => {
        events.onFrame(frame);
      },
      toRelay: (frame) => {
        this.received.push(frame);
        connection.receive(frame);
      },
      clientClosed: () => {
        events.onClose();
      },
      relayClosed: () => {
        connection.close();
      },
    });
    const connection: RelayConnection = relay.connect({
      address: name,
      channelBinding: wire.binding,
      isCongested: false,
      pause: () => undefined,
      resume: () => undefined,
      send: (frame) => {
        wire.sendToClient(frame);
      },
      close: () => {
        wire.cut();
      },
    });
    this.#wires.add(wire);
    return {
      channelBinding: wire.binding,
      send: (frame) => {
        wire.sendToRelay(frame);
      },
      close: () => {
        wire.cut();
      },
    };
  }

  #latency(): number {
    return 1 + this.#random.below(LATENCY_MS_MAX);
  }
}

interface WireEnds {
  toClient(frame: Uint8Array): void;
  toRelay(frame: Uint8Array): void;
  clientClosed(): void;
  relayClosed(): void;
  onClosed(): void;
}

/** One connection: frames arrive late and in order, until it is cut; then nothing does. */
class SimWire {
  readonly name: string;
  readonly binding: Uint8Array;
  readonly #time: VirtualTime;
  readonly #latency: () => number;
  readonly #ends: WireEnds;
  #clientAt = 0;
  #relayAt = 0;
  #isOpen = true;

  constructor(
    { name, binding }: { name: string; binding: Uint8Array },
    time: VirtualTime,
    latency: () => number,
    ends: WireEnds,
  ) {
    this.name = name;
    this.binding = binding;
    this.#time = time;
    this.#latency = latency;
    this.#ends = ends;
  }

  sendToClient(frame: Uint8Array): void {
    this.#clientAt = this.#deliver(this.#clientAt, () => {
      this.#ends.toClient(frame);
    });
  }

  sendToRelay(frame: Uint8Array): void {
    this.#relayAt = this.#deliver(this.#relayAt, () => {
      this.#ends.toRelay(frame);
    });
  }

  /** Both ends hear of it, each after a while. */
  cut(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#ends.onClosed();
    this.#time.after(this.#latency(), () => {
      this.#ends.clientClosed();
    });
    this.#time.after(this.#latency(), () => {
      this.#ends.relayClosed();
    });
  }

  #deliver(notBefore: number, deliver: () => void): number {
    const at = Math.max(notBefore, this.#time.now() + this.#latency());
    this.#time.after(at - this.#time.now(), () => {
      if (this.#isOpen) deliver();
    });
    return at;
  }
}
