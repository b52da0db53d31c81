// What is known to exist of one log and has not come, apart for each who showed it: what one member pretends hides nothing of
// what others show, and is over when that member is gone.
import type { Clock } from '../clock.ts';
import { Overdue } from './overdue.ts';

/** Something that does not come. */
export interface Late {
  /** The member who told of it elsewhere; null where it was shown otherwise, as by the relay. */
  readonly userName: string | null;
  readonly shown: number;
  /** Since when it is known to exist, ms since 1970. */
  readonly since: number;
}

export class Awaited {
  readonly #clock: Clock;
  readonly #onChange: () => void;
  readonly #overdue = new Map<string | null, Overdue>();

  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** What no longer can be late by chance. */
  get late(): Late[] {
    return [...this.#overdue].flatMap(([userName, { withheld }]) =>
      withheld === null ? [] : [{ userName, ...withheld }],
    );
  }

  /** Somebody has shown the log to go to `seq`; here it goes to `cursor`. */
  shown(userName: string | null, seq: number, cursor: number): void {
    const overdue = this.#overdue.get(userName) ?? new Overdue(this.#clock, this.#onChange);
    this.#overdue.set(userName, overdue);
    overdue.shown(seq, cursor);
  }

  /** The log has come up to `cursor`. */
  came(cursor: number): void {
    for (const overdue of this.#overdue.values()) overdue.came(cursor);
  }

  /** As {@link Overdue.pause}. */
  pause(): void {
    for (const overdue of this.#overdue.values()) overdue.pause();
  }

  /** Nothing more is to come: no alarm stands for what does not. */
  end(): void {
    this.pause();
    const isRaised = this.late.length > 0;
    this.#overdue.clear();
    if (isRaised) this.#onChange();
  }

  /** Of the members only these have shown anything. */
  keep(userNames: ReadonlyMap<string, unknown>): void {
    for (const userName of this.#overdue.keys())
      if (userName !== null && !userNames.has(userName)) this.forget(userName);
  }

  /** What a member has shown counts no more. */
  forget(userName: string): void {
    const overdue = this.#overdue.get(userName);
    if (overdue === undefined) return;
    overdue.pause();
    this.#overdue.delete(userName);
    if (overdue.raised) this.#onChange();
  }
}
