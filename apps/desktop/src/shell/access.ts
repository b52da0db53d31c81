// What one page may do with a profile that is open: nothing, until it has itself brought what opens it. Who gets hold of
// a link to a running shell, or a second tab, needs the passphrase like everyone else.
import type { EngineMessage, ParsedCall, ResultMessage } from '@hushroom/ipc';

/** Calls that need no open profile; the engine decides what they need. */
const OPEN_TO_ALL: readonly ParsedCall['call'][] = [
  'status',
  'register',
  'unlock',
  // A damaged profile may not open: where it lies, and the way out of it, which asks for what opens it.
  'profile.data',
  'profile.recover',
];

export interface AccessListener {
  /** The page has opened the profile. */
  readonly onUnlocked: () => void;
  /** The page has destroyed the profile. */
  readonly onWiped: () => void;
}

/** One window, or one browser tab's session over all its connections. */
export class Access {
  readonly #listener: AccessListener | null;
  #unlocked = false;

  constructor(listener: AccessListener | null = null) {
    this.#listener = listener;
  }

  get unlocked(): boolean {
    return this.#unlocked;
  }

  allows(call: ParsedCall['call']): boolean {
    return this.#unlocked || OPEN_TO_ALL.includes(call);
  }

  /** Follows what the engine answers, and returns what the page is told: to a locked page an open profile is locked. */
  answered(call: ParsedCall['call'], result: ResultMessage): ResultMessage {
    if (!result.ok) return result;
    if (call === 'unlock' || call === 'register') {
      this.#unlocked = true;
      this.#listener?.onUnlocked();
    }
    if (call === 'profile.wipe' || call === 'profile.deleteAccount') this.#listener?.onWiped();
    if (call !== 'status' || this.#unlocked) return result;
    const status = result.value as { readonly phase: string };
    return { ...result, value: { ...status, phase: status.phase === 'open' ? 'locked' : status.phase } };
  }

  /** Follows what the engine says; true if the page is told. */
  hears(message: Extract<EngineMessage, { rev: number }>): boolean {
    const told = this.#unlocked;
    if (message.event.type === 'locked') this.#unlocked = false;
    return told;
  }

  /** The engine that had opened the profile is gone. */
  engineStopped(): void {
    this.#unlocked = false;
  }
}
