// Randomness for tests: the platform's, or a fixed sequence.
import type { Random } from '../src/random.ts';

/** Fresh bytes of the platform's generator. */
export const platformRandom: Random = (byteLength) => crypto.getRandomValues(new Uint8Array(byteLength));

/** Gives the values of `seeds` in turn, each of which must have the length asked for. */
export function fixedRandom(...seeds: Uint8Array[]): Random {
  return (byteLength) => {
    const seed = seeds.shift();
    if (seed?.length !== byteLength) throw new Error(`no fixed seed of ${byteLength} bytes`);
    return seed.slice();
  };
}
