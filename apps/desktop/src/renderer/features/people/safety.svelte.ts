// The safety number of one person as it is shown and settled: loaded when asked for, compared, marked, unmarked.
import type { ErrorView, SafetyView, ScanView } from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';

export class Safety {
  readonly #session: Session;
  readonly #userName: string;
  view = $state.raw<SafetyView | null>(null);
  busy = $state(false);
  problem = $state.raw<ErrorView | null>(null);

  constructor(session: Session, userName: string) {
    this.#session = session;
    this.#userName = userName;
  }

  /** Asks for the number; again when the person's key may be another. */
  async load(): Promise<void> {
    const result = await this.#session.api.call('person.safety', { userName: this.#userName });
    this.problem = result.ok ? null : result.error;
    if (result.ok) this.view = result.value;
  }

  /** Marks the person verified if these are the digits. True if they were. */
  async verify(digits: string): Promise<boolean> {
    return this.#settle(() => this.#session.api.call('person.verify', { userName: this.#userName, digits }));
  }

  /** Judges the code on the other's screen, and marks verified where it fits. Null if it is no such code. */
  async scan(code: string): Promise<ScanView | null> {
    let found: ScanView | null = null;
    await this.#settle(async () => {
      const result = await this.#session.api.call('person.scan', { userName: this.#userName, code });
      if (result.ok) found = result.value;
      return result;
    });
    return found;
  }

  /** Keeps that the user compared and found another number. */
  async differs(): Promise<boolean> {
    return this.#settle(() => this.#session.api.call('person.differs', { userName: this.#userName }));
  }

  async unverify(): Promise<boolean> {
    return this.#settle(() => this.#session.api.call('person.unverify', { userName: this.#userName }));
  }

  async #settle(
    call: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly error: ErrorView }>,
  ): Promise<boolean> {
    this.busy = true;
    const result = await call();
    this.busy = false;
    this.problem = result.ok ? null : result.error;
    return result.ok;
  }
}

/** 60 digits in groups of five, as they are read out. */
export function digitGroups(digits: string): readonly string[] {
  return digits.match(/\d{5}/g) ?? [];
}
