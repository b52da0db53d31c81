// The relay as a library: for simulations, tests and benchmarks. The program is main.ts.
export type { BlobDoor, BlobReading } from './blob/blobs.ts';
export { systemClock, type Cancel, type Clock } from './clock.ts';
export type { RelayOptions } from './core.ts';
export type { CommitPoint } from './group-commit.ts';
export { keysFromSeeds, type RelayKeys } from './keys.ts';
export { DEFAULT_LIMITS, type Rate, type RelayLimits } from './limits.ts';
export type { PeerEvent } from './peers.ts';
export { createRelay, type Relay, type RelayConnection } from './relay.ts';
export type { CloseReason, Link } from './session.ts';
export {
  startRelay,
  type Reports,
  type StartConfig,
  type StartedRelay,
  type StartOverrides,
} from './start.ts';
export { MemoryStore } from './store/memory.ts';
export { SqliteStore } from './store/sqlite.ts';
export type { Store } from './store/store.ts';
