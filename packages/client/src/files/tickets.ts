// Tickets: 256 random bits that open one stream of bytes once, soon. They stand for a file where its bytes do not go.
import type { FileKind } from '@hushroom/ipc';
import type { Clock, Random } from '../clock.ts';
import { toHex } from '../hex.ts';

const TICKET_BYTES = 32;
/** From the moment a ticket is made until it is refused. */
const LIFETIME_MS = 60_000;
/** The oldest gives way to a new one. */
const TICKETS_MAX = 256;

export type FileTicket =
  | {
      readonly direction: 'in';
      readonly sizeBytes: number;
      /** Takes the bytes; resolves when they are encrypted and on disk. */
      take(bytes: AsyncIterable<Uint8Array>): Promise<void>;
    }
  | {
      readonly direction: 'out';
      readonly sizeBytes: number;
      /** Safe to save under. */
      readonly name: string;
      /** The sender's words. */
      readonly mediaType: string;
      readonly kind: FileKind;
      read(): AsyncIterable<Uint8Array>;
    };

interface Issued {
  readonly ticket: FileTicket;
  readonly stopTimer: () => void;
  readonly onLapsed: () => void;
}

export class Tickets {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #issued = new Map<string, Issued>();

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Makes a ticket; `onLapsed` is called if nobody uses it. */
  issue(ticket: FileTicket, onLapsed: () => void = () => undefined): string {
    const [oldest] = this.#issued.keys();
    if (this.#issued.size >= TICKETS_MAX && oldest !== undefined) this.#lapse(oldest);
    const id = toHex(this.#random(TICKET_BYTES));
    const stopTimer = this.#clock.after(LIFETIME_MS, () => {
      this.#lapse(id);
    });
    this.#issued.set(id, { ticket, stopTimer, onLapsed });
    return id;
  }

  /** What a ticket opens; null if it was used, is too old or never was one. It is used with this. */
  use(id: string): FileTicket | null {
    const issued = this.#issued.get(id);
    if (issued === undefined) return null;
    this.#issued.delete(id);
    issued.stopTimer();
    return issued.ticket;
  }

  /** Ends every ticket, without a word. */
  stop(): void {
    for (const { stopTimer } of this.#issued.values()) stopTimer();
    this.#issued.clear();
  }

  #lapse(id: string): void {
    const issued = this.#issued.get(id);
    this.#issued.delete(id);
    issued?.stopTimer();
    issued?.onLapsed();
  }
}
