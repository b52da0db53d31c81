// The profiles of this computer, and going from one to another. A window shows one at a time.
import type { ProfileView } from '@hushroom/ipc';
import type { Place } from '../../session/place.svelte.ts';
import type { Session } from '../../session/session.svelte.ts';
import { Attempt } from '../../ui/attempt.svelte.ts';

const NAME = /^[a-z0-9_-]{1,32}$/;

/** Whether the window asks for a profile before anything else: none was named, and there is another to choose. */
export function asksForProfile(session: Session, place: Place): boolean {
  const { status } = session;
  if (status === null) return false;
  return place.picking ?? (status.pick && status.profiles.some(({ name }) => name !== status.profile));
}

export class Profiles {
  readonly #session: Session;
  readonly #place: Place;
  readonly attempt = new Attempt();
  /** The name of a new one, as it is typed; null while none is asked for. */
  newName = $state<string | null>(null);

  constructor(session: Session, place: Place) {
    this.#session = session;
    this.#place = place;
  }

  get list(): readonly ProfileView[] {
    return this.#session.status?.profiles ?? [];
  }

  /** The one in this window; it need not exist yet. */
  get current(): string {
    return this.#session.status?.profile ?? '';
  }

  /** What is wrong with the new name. */
  get nameFault(): 'taken' | 'wrong' | null {
    const name = this.newName ?? '';
    if (name === '') return null;
    if (!NAME.test(name)) return 'wrong';
    return this.list.some((profile) => profile.name === name) ? 'taken' : null;
  }

  /** Puts a profile into this window; the shell then starts its engine, and the window asks what opens it. */
  async open(name: string): Promise<void> {
    if (name !== this.current) {
      const { ok } = await this.attempt.run(() => this.#session.api.call('profile.open', { profile: name }));
      if (!ok) return;
      this.#place.profile = name;
    }
    this.newName = null;
    this.#place.dialog = null;
    this.#place.picking = false;
  }
}
