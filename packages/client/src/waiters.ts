// Those who wait to hear what became of something, each for one message or file by its id. Whoever waits is answered in the
// end: also where it is gone, or the profile is closed.
import { EngineError } from './engine-error.ts';

interface Waiter<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: EngineError) => void;
}

export class Waiters<T> {
  readonly #waiting = new Map<string, Waiter<T>[]>();

  /** Resolves when it is told. Rejects with `message-gone`, `profile-locked`. */
  wait(id: string): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), { resolve, reject }]);
    });
  }

  tell(id: string, value: T): void {
    for (const { resolve } of this.#take(id)) resolve(value);
  }

  /** What they wait for will not come: its message is no longer there. */
  gone(id: string): void {
    for (const { reject } of this.#take(id)) reject(new EngineError('message-gone'));
  }

  /** As {@link gone}, for each whose message does not stand any more. */
  lookAgain(stands: (id: string) => boolean): void {
    for (const id of this.#waiting.keys()) if (!stands(id)) this.gone(id);
  }

  /** Nothing comes any more. */
  stop(): void {
    for (const id of this.#waiting.keys()) {
      for (const { reject } of this.#take(id)) reject(new EngineError('profile-locked'));
    }
  }

  #take(id: string): readonly Waiter<T>[] {
    const waiting = this.#waiting.get(id) ?? [];
    this.#waiting.delete(id);
    return waiting;
  }
}
