// Randomness for tests of engines, here and in test/: the same in every run.
import { createHash } from 'node:crypto';

/** Bytes that look random and are the same in every run. */
export function seededRandom(seed: string): (byteLength: number) => Uint8Array {
  let counter = 0;
  return (byteLength) => {
    const out = new Uint8Array(byteLength);
    for (let at = 0; at < byteLength; at += 32) {
      const block = createHash('sha256')
        .update(`${seed}/${String(counter++)}`)
        .digest();
      out.set(block.subarray(0, byteLength - at), at);
    }
    return out;
  };
}
