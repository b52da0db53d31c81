// Group commit: writes that arrive together share one transaction and one fsync, and each is answered only after it.
import { RelayError } from '@hushroom/wire';
import type { Cancel, Clock } from './clock.ts';
import type { Store } from './store/store.ts';

/** Points between which a crash must lose nothing acknowledged; tests stop the process there. */
export type CommitPoint = 'before-commit' | 'after-commit';

interface Write {
  /** Runs inside the transaction: changes all it wants, or throws a RelayError having changed nothing. */
  work(): void;
  /** Runs after the transaction is durable. */
  done(): void;
  failed(error: RelayError): void;
}

interface GroupCommitOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** The most writes in one transaction. */
  readonly groupMax: number;
  readonly onFault: (error: unknown) => void;
  readonly onPoint?: ((point: CommitPoint) => void) | undefined;
}

/** Queues writes and commits them in the order of their arrival. */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #queue: Write[] = [];
  #cancel: Cancel | null = null;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  /**
   * Queues one write. `done` and `failed` run synchronously, in the order of the queue, right after the transaction:
   * nothing else of the relay runs between two of them, so what they tell subscribers is in order too.
   */
  enqueue<T>(work: () => T, done: (result: T) => void, failed: (error: RelayError) => void): void {
    let result: { value: T } | null = null;
    this.#queue.push({
      work: () => {
        result = { value: work() };
      },
      done: () => {
        if (result !== null) done(result.value);
      },
      failed,
    });
    this.#cancel ??= this.#options.clock.after(0, () => {
      this.flush();
    });
  }

  /** Commits everything that waits, now. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    while (this.#queue.length > 0) {
      const group = this.#queue;
      this.#queue = group.splice(this.#options.groupMax);
      this.#commit(group);
    }
  }

  #commit(group: readonly Write[]): void {
    const { store, onPoint, onFault } = this.#options;
    const refused = new Map<Write, RelayError>();
    try {
      store.commit(() => {
        for (const write of group) {
          try {
            write.work();
          } catch (error) {
            if (!(error instanceof RelayError)) throw error;
            refused.set(write, error);
          }
        }
        onPoint?.('before-commit');
      });
    } catch (error) {
      // The transaction is gone as a whole: everyone in it hears so, and the relay goes on.
      const answer = error instanceof RelayError ? error : new RelayError('internal');
      onFault(error);
      for (const write of group) write.failed(answer);
      return;
    }
    onPoint?.('after-commit');
    for (const write of group) {
      const error = refused.get(write);
      if (error === undefined) this.#tell(write);
      else write.failed(error);
    }
  }

  /** A fault while telling of one durable write must not keep those behind it from their answers. */
  #tell(write: Write): void {
    try {
      write.done();
    } catch (error) {
      this.#options.onFault(error);
      write.failed(new RelayError('internal'));
    }
  }
}
