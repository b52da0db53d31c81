// The pictures of rooms, asked for once each and kept as data URLs. A picture's name changes with it, so none grows old.
import type { ConversationView, HushroomApi } from '@hushroom/ipc';
import { SvelteMap } from 'svelte/reactivity';

/** Pictures kept; the oldest goes first. */
const PICTURES_KEPT = 200;

export class Pictures {
  readonly #api: HushroomApi;
  readonly #urls = new SvelteMap<string, string>();
  readonly #asked = new Set<string>();

  constructor(api: HushroomApi) {
    this.#api = api;
  }

  /** The picture of a room; null while it has none, or is not here yet. */
  of({ id, picture }: Pick<ConversationView, 'id' | 'picture'>): string | null {
    if (picture === null) return null;
    if (!this.#asked.has(picture)) {
      this.#asked.add(picture);
      void this.#load(id, picture);
    }
    return this.#urls.get(picture) ?? null;
  }

  clear(): void {
    this.#urls.clear();
    this.#asked.clear();
  }

  async #load(conversation: string, picture: string): Promise<void> {
    const result = await this.#api.call('room.picture', { conversation });
    // Asked for again when it is next looked at.
    if (!result.ok) this.#asked.delete(picture);
    if (!result.ok || result.value === null || !this.#asked.has(picture)) return;
    this.#urls.set(picture, `data:${result.value.type};base64,${result.value.base64}`);
    const [oldest] = this.#urls.keys();
    if (this.#urls.size <= PICTURES_KEPT || oldest === undefined) return;
    this.#urls.delete(oldest);
    this.#asked.delete(oldest);
  }
}
