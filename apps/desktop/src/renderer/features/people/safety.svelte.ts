// The safety number of one person as it is shown and settled: loaded when asked for, compared, marked, unmarked.
import type { SafetyView, ScanView } from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';
import { Attempt, type Answer } from '../../ui/attempt.svelte.ts';

export class Safety {
  readonly #session: Session;
  readonly #userName: string;
  view = $state.raw<SafetyView | null>(null);
  readonly attempt = new Attempt();

  constructor(session: Session, userName: string) {
    this.#session = session;
    this.#userName = userName;
  }

  /** Asks for the number; again when the person's key may be another. */
  async load(): Promise<void> {
    const result = await this.#session.api.call('person.safety', { userName: this.#userName });
    this.attempt.problem = result.ok ? null : result.error;
    if (result.ok) this.view = result.value;
  }

  /** Marks the person verified if these are the digits. True if they were. */
  async verify(digits: string): Promise<boolean> {
    return this.#settle(() => this.#session.api.call('person.verify', { userName: this.#userName, digits }));
  }

  /** Judges the code on the other's screen, and marks verified where it fits. Null if it is no such code. */
  async scan(code: string): Promise<ScanView | null> {
    const args = { userName: this.#userName, code };
    const result = await this.attempt.run(() => this.#session.api.call('person.scan', args));
    return result.ok ? result.value : null;
  }

  /** Keeps that the user compared and found another number. */
  async differs(): Promise<boolean> {
    return this.#settle(() => this.#session.api.call('person.differs', { userName: this.#userName }));
  }

  async unverify(): Promise<boolean> {
    return this.#settle(() => this.#session.api.call('person.unverify', { userName: this.#userName }));
  }

  async #settle(call: () => Promise<Answer>): Promise<boolean> {
    const { ok } = await this.attempt.run(call);
    return ok;
  }
}

/** How many digits are in what somebody typed or pasted. */
export function digitCount(text: string): number {
  return text.replaceAll(/\D/g, '').length;
}

/** 60 digits in groups of five, as they are read out. */
export function digitGroups(digits: string): readonly string[] {
  return digits.match(/\d{5}/g) ?? [];
}
