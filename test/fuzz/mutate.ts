// Damaged variants of valid bytes, from a seeded source: the same seed gives the same variants.

/** Bytes that length headers and tags turn on (RFC 9420 §2.1.2): each length form's first and last, zero, and all ones. */
const TURNING_POINTS = [0x00, 0x01, 0x3f, 0x40, 0x7f, 0x80, 0xbf, 0xc0, 0xff];
const DAMAGES_MAX = 6;
const INSERTED_BYTES_MAX = 40;
const RANDOM_BYTES_MAX = 600;

/** A small deterministic generator (a linear congruence; only upper bits are used). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256));
  }
}

/** One input: now and then plain noise, else one of the valid examples with a few damages. */
export function mutate(dice: Dice, examples: readonly Uint8Array[]): Uint8Array {
  if (examples.length === 0 || dice.below(50) === 0) return dice.bytes(dice.below(RANDOM_BYTES_MAX));
  let input: Uint8Array = dice.pick(examples).slice();
  for (let damage = dice.below(DAMAGES_MAX) + 1; damage > 0; damage -= 1) {
    input = damaged(dice, input, examples);
  }
  return input;
}

function damaged(dice: Dice, input: Uint8Array, examples: readonly Uint8Array[]): Uint8Array {
  const at = dice.below(input.length + 1);
  const to = Math.min(input.length, at + dice.below(INSERTED_BYTES_MAX));
  const [front, back] = [input.subarray(0, at), input.subarray(at)];
  switch (dice.below(7)) {
    case 0:
      return withByte(input, at, (byte) => byte ^ (1 << dice.below(8)));
    case 1:
      return withByte(input, at, () => dice.pick(TURNING_POINTS));
    case 2:
      return withByte(input, at, (byte) => byte + (dice.below(2) === 0 ? 1 : -1));
    case 3:
      return joined(front, input.subarray(to));
    case 4:
      return joined(front, dice.bytes(dice.below(INSERTED_BYTES_MAX)), back);
    case 5:
      return joined(front, input.subarray(at, to), back);
    default: {
      const other = dice.pick(examples);
      return joined(front, other.subarray(dice.below(other.length + 1)));
    }
  }
}

function withByte(input: Uint8Array, at: number, change: (byte: number) => number): Uint8Array {
  const byte = input[at];
  if (byte === undefined) return input;
  const changed = input.slice();
  changed[at] = change(byte) & 0xff;
  return changed;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
