// What an open profile does for itself: soon after opening it looks whether its database holds together, it says so when any of
// it turns out not to, and once a day it writes a snapshot of its history.
import type { Clock, Engine } from '@hushroom/client';
import sodium from 'libsodium-wrappers-sumo';
import type { SqliteStorage } from '../database/sqlite-storage.ts';
import { isSnapshotDue, writeSnapshot } from '../snapshot/snapshots.ts';

/** After the window is there and the first messages are read. */
const CHECK_AFTER_MS = 5000;
const FIRST_SNAPSHOT_MS = 60_000;
const LOOK_MS = 60 * 60 * 1000;

export interface UpkeepParts {
  readonly folder: string;
  readonly engine: Engine;
  readonly storage: SqliteStorage;
  readonly clock: Clock;
  /** Wiped by {@link Upkeep.stop}. */
  readonly snapshotKey: Uint8Array;
  readonly onFault: (error: unknown) => void;
}

export class Upkeep {
  readonly #parts: UpkeepParts;
  #cancels: (() => void)[] = [];
  #stopped = false;

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
  }

  start(): void {
    const { storage, engine } = this.#parts;
    storage.onDamage = () => {
      engine.reportDamage();
    };
    this.#after(CHECK_AFTER_MS, () => {
      this.#check();
    });
    this.#after(FIRST_SNAPSHOT_MS, () => void this.#snapshot());
  }

  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#cancels) cancel();
    sodium.memzero(this.#parts.snapshotKey);
  }

  #check(): void {
    if (!this.#parts.storage.isSound()) this.#parts.engine.reportDamage();
  }

  async #snapshot(): Promise<void> {
    const { folder, engine, clock, snapshotKey, onFault } = this.#parts;
    try {
      const now = clock.now();
      if (isSnapshotDue(folder, now)) await writeSnapshot(folder, snapshotKey, engine.history(), now);
    } catch (error) {
      // A profile that was closed meanwhile has no more to read.
      if (this.#stopped) return;
      onFault(error);
    }
    if (!this.#stopped) this.#after(LOOK_MS, () => void this.#snapshot());
  }

  #after(delayMs: number, run: () => void): void {
    this.#cancels.push(this.#parts.clock.after(delayMs, run));
  }
}
