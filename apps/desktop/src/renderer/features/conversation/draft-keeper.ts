// When a draft is handed to the engine: its first change at once, later ones every so often while it goes on changing, so
// that a window that is closed without a word takes next to nothing with it.

/** A draft that goes on changing is handed over this often, ms. */
const EVERY_MS = 250;

export class DraftKeeper {
  readonly #save: () => void;
  #isUnsaved = false;
  #rest: ReturnType<typeof setTimeout> | null = null;

  /** `save` hands over the draft as it is then. */
  constructor(save: () => void) {
    this.#save = save;
  }

  /** The draft is not any more what was handed over. What changes in the same moment is handed over once. */
  changed(): void {
    this.#isUnsaved = true;
    if (this.#rest !== null) return;
    this.#rest = setTimeout(() => {
      this.#rest = null;
      if (this.#isUnsaved) this.changed();
    }, EVERY_MS);
    queueMicrotask(() => {
      this.flush();
    });
  }

  /** Hands over now what has changed. */
  flush(): void {
    if (!this.#isUnsaved) return;
    this.#isUnsaved = false;
    this.#save();
  }
}
