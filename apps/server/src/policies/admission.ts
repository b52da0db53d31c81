// Whether one more connection is taken: in all, of one IP address, and how fast that address comes back.
import type { Clock } from '../clock.ts';
import type { RelayLimits } from '../limits.ts';
import { RateLimiter } from './rate.ts';

export class Admission {
  readonly #limits: RelayLimits;
  readonly #rate: RateLimiter;
  readonly #byAddress = new Map<string, number>();
  #total = 0;

  constructor(limits: RelayLimits, clock: Clock) {
    this.#limits = limits;
    this.#rate = new RateLimiter(limits.connectRate, clock);
  }

  /** Counts a connection in; false if it is one too many. Every true is given back by `leave`. */
  enter(address: string): boolean {
    const held = this.#byAddress.get(address) ?? 0;
    if (this.#total >= this.#limits.connectionsMax || held >= this.#limits.connectionsPerIpMax) return false;
    if (!this.#rate.take(address)) return false;
    this.#total += 1;
    this.#byAddress.set(address, held + 1);
    return true;
  }

  leave(address: string): void {
    const held = (this.#byAddress.get(address) ?? 1) - 1;
    this.#total -= 1;
    if (held > 0) this.#byAddress.set(address, held);
    else this.#byAddress.delete(address);
  }
}

/** IPv6 addresses are limited by the /64 that a household or a host gets; IPv4 ones as they are. */
export function limitedAddress(remoteAddress: string): string {
  const mapped = /^::ffff:(?<four>[0-9.]+)$/.exec(remoteAddress)?.groups?.['four'];
  if (mapped !== undefined) return mapped;
  if (!remoteAddress.includes(':')) return remoteAddress;
  const [front = '', back] = remoteAddress.split('::');
  const groups = front.split(':').filter((group) => group !== '');
  const tail = (back ?? '').split(':').filter((group) => group !== '');
  const zeros = back === undefined ? 0 : 8 - groups.length - tail.length;
  const all = [...groups, ...Array<string>(zeros).fill('0'), ...tail];
  return all.slice(0, 4).join(':');
}
