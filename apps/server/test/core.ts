// A relay core in this process, on a test clock and either store, with faults collected.
import { MESSAGE_BYTES_MAX } from '@hushroom/wire';
import {
  createRelay,
  DEFAULT_LIMITS,
  keysFromSeeds,
  MemoryStore,
  type PeerEvent,
  type Relay,
  type RelayLimits,
  type RelayOptions,
  type Store,
} from '../src/index.ts';
import { TestClient } from './client.ts';
import { TestClock } from './clock.ts';
import { randomOf, register, type TestDevice } from './device.ts';

export interface TestCore {
  readonly relay: Relay;
  readonly clock: TestClock;
  readonly store: Store;
  readonly events: PeerEvent[];
  readonly faults: unknown[];
  /** A fresh connection. */
  connect(address?: string): TestClient;
  /** A fresh connection with a fresh account, logged in. */
  join(userName: string): Promise<{ client: TestClient; device: TestDevice }>;
}

interface CoreOverrides extends Partial<Omit<RelayOptions, 'limits'>> {
  readonly limits?: Partial<RelayLimits>;
}

export function startCore({ limits, ...overrides }: CoreOverrides = {}): TestCore {
  const clock = new TestClock();
  const store = overrides.store ?? new MemoryStore();
  const events: PeerEvent[] = [];
  const faults: unknown[] = [];
  const relay = createRelay({
    store,
    clock,
    random: randomOf,
    keys: keysFromSeeds({ ca: new Uint8Array(32).fill(1), head: new Uint8Array(32).fill(2) }),
    name: 'test relay',
    registration: 'open',
    inviteCode: '',
    messageBytesMax: MESSAGE_BYTES_MAX,
    onEvent: (event) => {
      events.push(event);
    },
    onFault: (error) => {
      faults.push(error);
    },
    ...overrides,
    limits: { ...DEFAULT_LIMITS, ...limits },
  });
  const connect = (address = '192.0.2.1'): TestClient => TestClient.attach(relay, address);
  const join = async (userName: string): Promise<{ client: TestClient; device: TestDevice }> => {
    const client = connect();
    return { client, device: await register(client, userName) };
  };
  return { relay, clock, store, events, faults, connect, join };
}
