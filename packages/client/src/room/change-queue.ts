// Changes of a room that were asked for: done one after the other, each made anew when another commit came first.
import { EngineError } from '../engine-error.ts';
import type { Room } from './room.ts';
import { stageCommit, type CommitPlan } from './sealing.ts';

/** So many times others may come first before the one who asked is told. */
const CONFLICTS_MAX = 3;

interface Change {
  /** What to commit, decided from the room as it is now; null if nothing is left to do. Throws {@link EngineError}. */
  readonly plan: () => CommitPlan | null;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  conflicts: number;
}

export class ChangeQueue {
  readonly #room: Room;
  readonly #changes: Change[] = [];
  /** The change whose commit is under way. */
  #current: Change | null = null;

  constructor(room: Room) {
    this.#room = room;
  }

  /** Resolves once the change is ordered; rejects with the plan's error, `conflict`, or why it cannot be. */
  ask(plan: Change['plan']): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#changes.push({ plan, resolve, reject, conflicts: 0 });
    });
  }

  /** Makes the next commit, if one is wanted and none is under way. Returns whether one is under way now. */
  stageNext(): boolean {
    while (this.#room.pending === null) {
      const change = this.#changes[0];
      if (change === undefined) return false;
      try {
        const plan = change.plan();
        if (plan !== null) {
          stageCommit(this.#room, plan);
          this.#current = change;
          return true;
        }
        this.#changes.shift();
        change.resolve();
      } catch (error) {
        this.#changes.shift();
        change.reject(error);
      }
    }
    return true;
  }

  /** The commit under way took effect. */
  merged(): void {
    this.#finish()?.resolve();
  }

  /** The commit under way can no longer be ordered: it is made anew, unless that happened too often. */
  dropped(): void {
    const change = this.#current;
    this.#current = null;
    if (change === null) return;
    change.conflicts += 1;
    if (change.conflicts >= CONFLICTS_MAX) this.#remove(change)?.reject(new EngineError('conflict'));
  }

  /** The commit under way was refused for good. */
  failed(error: unknown): void {
    this.#finish()?.reject(error);
  }

  /** Nothing can be changed any more, or not before the next connection. */
  rejectAll(error: unknown): void {
    this.#current = null;
    for (const change of this.#changes.splice(0)) change.reject(error);
  }

  #finish(): Change | null {
    const change = this.#current;
    this.#current = null;
    return change === null ? null : this.#remove(change);
  }

  #remove(change: Change): Change | null {
    const index = this.#changes.indexOf(change);
    if (index >= 0) this.#changes.splice(index, 1);
    return index >= 0 ? change : null;
  }
}
