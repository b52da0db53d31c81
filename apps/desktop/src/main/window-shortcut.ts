// The keys that show and hide the window from everywhere on the desktop.
import { globalShortcut } from 'electron';

export class WindowShortcut {
  readonly #onPress: () => void;
  #keys = '';
  #isRefused = false;

  constructor(onPress: () => void) {
    this.#onPress = onPress;
  }

  /** The system did not give the keys: another program has them, or there are no such keys here. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** Takes other keys in place of those before, as Electron names them; empty for none. */
  use(keys: string): void {
    if (keys === this.#keys) return;
    if (this.#keys !== '' && !this.#isRefused) globalShortcut.unregister(this.#keys);
    this.#keys = keys;
    this.#isRefused = keys !== '' && !this.#register(keys);
  }

  #register(keys: string): boolean {
    try {
      return globalShortcut.register(keys, this.#onPress);
    } catch {
      // It throws for keys that it has no name for, which a profile of another system may bring.
      return false;
    }
  }
}
