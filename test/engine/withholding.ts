// A relay that keeps one log from one person, and shows them its old end where they ask: everything else comes.
import { decode, encode } from '@hushroom/codec';
import { relayFrame, type DeliveredEntry, type RelayFrame, type SignedHead } from '@hushroom/wire';
import type { Person } from './world.ts';

export class Withholding {
  /** Entries that came since, in the order of the log. */
  readonly kept: DeliveredEntry[] = [];
  readonly #person: Person;
  readonly #log: Uint8Array;
  #isOn = false;
  #end: SignedHead | null = null;

  private constructor(person: Person, log: string) {
    this.#person = person;
    this.#log = Uint8Array.from(Buffer.from(log, 'hex'));
    person.fromRelay = (bytes) => {
      const frame = this.#pass(decode(relayFrame, bytes));
      return frame === null ? null : encode(relayFrame, frame);
    };
  }

  /** Keeps what comes from now on: the person is online, and has come to the end of the log, in hex, before. */
  static async begin(person: Person, log: string): Promise<Withholding> {
    const relay = new Withholding(person, log);
    await person.restart();
    await person.untilOnline();
    relay.#isOn = true;
    return relay;
  }

  end(): void {
    this.#isOn = false;
  }

  /** Gives an entry to the person as one that was just appended. */
  push(entry: DeliveredEntry): void {
    const frame: RelayFrame = { id: 0, push: { type: 'entry', logId: this.#log, entry } };
    this.#person.deliver(encode(relayFrame, frame));
  }

  #pass(frame: RelayFrame): RelayFrame | null {
    if ('push' in frame) {
      const { push } = frame;
      if (push.type === 'entry' && this.#isIt(push.logId)) {
        if (this.#isOn) this.kept.push(push.entry);
        return this.#isOn ? null : frame;
      }
      if (push.type === 'head' && this.#isIt(push.logId)) return this.#head(push) === push ? frame : null;
      return frame;
    }
    const { reply } = frame;
    if (reply.type !== 'logOpen' || !this.#isIt(reply.head.logId)) return frame;
    const head = this.#head(reply.head);
    if (head === reply.head) return frame;
    const entries = reply.entries.filter(({ seq }) => seq <= head.seq);
    return { id: frame.id, reply: { ...reply, entries, more: false, head } };
  }

  #isIt(logId: Uint8Array): boolean {
    return Buffer.from(logId).equals(this.#log);
  }

  /** The head to show in the place of the one that is true. */
  #head<H extends SignedHead>(head: H): SignedHead {
    if (!this.#isOn) this.#end = head;
    return this.#isOn ? (this.#end ?? head) : head;
  }
}
