// The profile's settings as they are changed: shown at once, kept by the engine, and put back where it refuses.
import type { ErrorView, SettingsChange } from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';

export class Preferences {
  readonly #session: Session;
  /** Why the last change was not kept. */
  problem = $state.raw<ErrorView | null>(null);

  constructor(session: Session) {
    this.#session = session;
  }

  async change(change: SettingsChange): Promise<void> {
    const before = this.#session.settings;
    this.#session.settings = { ...before, ...change };
    const result = await this.#session.api.call('settings.change', change);
    this.#session.settings = result.ok ? result.value : before;
    this.problem = result.ok ? null : result.error;
  }
}
