// Who is typing where, as the engine says: each for a few seconds, unless it says so again.
import { SvelteMap } from 'svelte/reactivity';

export class Typers {
  readonly #names = new SvelteMap<string, readonly string[]>();
  /** What ends the typing of one person in one conversation. */
  readonly #ends = new Map<string, ReturnType<typeof setTimeout>>();

  /** User names, in the order in which they began. */
  in(conversation: string): readonly string[] {
    return this.#names.get(conversation) ?? [];
  }

  /** Somebody types until then, ms since 1970; 0: no longer. */
  set(conversation: string, userName: string, until: number): void {
    const key = `${conversation} ${userName}`;
    clearTimeout(this.#ends.get(key));
    this.#ends.delete(key);
    const ms = until - Date.now();
    const names = this.in(conversation);
    if (ms <= 0) {
      this.#put(
        conversation,
        names.filter((name) => name !== userName),
      );
      return;
    }
    if (!names.includes(userName)) this.#put(conversation, [...names, userName]);
    this.#ends.set(
      key,
      setTimeout(() => {
        this.set(conversation, userName, 0);
      }, ms),
    );
  }

  clear(): void {
    for (const end of this.#ends.values()) clearTimeout(end);
    this.#ends.clear();
    this.#names.clear();
  }

  #put(conversation: string, names: readonly string[]): void {
    if (names.length === 0) this.#names.delete(conversation);
    else this.#names.set(conversation, names);
  }
}
