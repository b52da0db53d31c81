// What the engine says by itself: one listener, and a revision that counts every event.
import type { EngineEvent, EventMessage } from '@hushroom/ipc';

export class Events {
  readonly #listener: (message: EventMessage) => void;
  #rev = 0;

  constructor(listener: (message: EventMessage) => void) {
    this.#listener = listener;
  }

  /** The revision of the last event. */
  get rev(): number {
    return this.#rev;
  }

  emit(event: EngineEvent): void {
    this.#rev += 1;
    this.#listener({ rev: this.#rev, event });
  }
}
