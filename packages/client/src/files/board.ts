// How far every transfer is that goes on or failed, and when the page hears of it: at once where a state changes, a few
// times a second while bytes move.
import type { ErrorCode, TransferState, TransferView } from '@hushroom/ipc';
import type { Clock } from '../clock.ts';

/** Between two events about bytes of one transfer. */
const TELL_MS = 200;
/** What the speed is measured over. */
const SPEED_MS = 3_000;

interface Sample {
  readonly at: number;
  readonly done: number;
}

interface Transfer {
  state: TransferState;
  done: number;
  total: number;
  reason: ErrorCode | null;
  samples: Sample[];
  toldAt: number;
}

export class Board {
  readonly #clock: Clock;
  readonly #onChange: (id: string, view: TransferView) => void;
  readonly #transfers = new Map<string, Transfer>();
  #isStopped = false;

  constructor(clock: Clock, onChange: (id: string, view: TransferView) => void) {
    this.#clock = clock;
    this.#onChange = (id, view) => {
      if (!this.#isStopped) onChange(id, view);
    };
  }

  /** The transfer of a row, as long as it goes on, or once it failed; else null. */
  get(id: string): TransferView | null {
    const transfer = this.#transfers.get(id);
    return transfer === undefined ? null : this.#view(transfer);
  }

  /** A transfer begins, or enters another state. */
  enter(id: string, state: TransferState, progress: { readonly done: number; readonly total: number }): void {
    this.#transfers.set(id, { state, ...progress, reason: null, samples: [], toldAt: 0 });
    this.#tell(id);
  }

  /** So many bytes are through now. */
  move(id: string, done: number): void {
    const transfer = this.#transfers.get(id);
    if (transfer === undefined) return;
    const now = this.#clock.now();
    transfer.done = done;
    transfer.samples = [...transfer.samples.filter(({ at }) => at > now - SPEED_MS), { at: now, done }];
    if (now - transfer.toldAt >= TELL_MS) this.#tell(id);
  }

  fail(id: string, reason: ErrorCode): void {
    const transfer = this.#transfers.get(id);
    const { done, total } = transfer ?? { done: 0, total: 0 };
    this.#transfers.set(id, { state: 'failed', done, total, reason, samples: [], toldAt: 0 });
    this.#tell(id);
  }

  /** Nothing goes on any more; what the row shows from now on is `state`. */
  end(id: string, state: TransferState): void {
    const transfer = this.#transfers.get(id);
    this.#transfers.delete(id);
    const total = transfer?.total ?? 0;
    const done = state === 'here' ? total : 0;
    this.#onChange(id, { state, done, total, bytesPerSecond: 0, reason: null });
  }

  /** Forgets a row that is gone. */
  drop(id: string): void {
    this.#transfers.delete(id);
  }

  /** Says nothing any more. */
  stop(): void {
    this.#transfers.clear();
    this.#isStopped = true;
  }

  #tell(id: string): void {
    const transfer = this.#transfers.get(id);
    if (transfer === undefined) return;
    transfer.toldAt = this.#clock.now();
    this.#onChange(id, this.#view(transfer));
  }

  #view({ state, done, total, reason, samples }: Transfer): TransferView {
    return { state, done, total, reason, bytesPerSecond: this.#speed(samples) };
  }

  #speed(samples: readonly Sample[]): number {
    const now = this.#clock.now();
    const recent = samples.filter(({ at }) => at > now - SPEED_MS);
    const [first, last] = [recent[0], recent.at(-1)];
    if (first === undefined || last === undefined || now <= first.at) return 0;
    return Math.round(((last.done - first.done) * 1000) / (now - first.at));
  }
}
