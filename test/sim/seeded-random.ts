// Reproducible chance: everything that a run decides and every key in it come from its seed. Fit for nothing else.

export class SeededRandom {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number) {
    [this.#a, this.#b, this.#c, this.#d] = [seed | 0, 0x9e37_79b9, 0x243f_6a88, 0xb7e1_5162];
    for (let round = 0; round < 20; round += 1) this.#next();
  }

  /** A whole number from 0 up to and without `end`. */
  below(end: number): number {
    return this.#next() % end;
  }

  /** True in `percent` of a hundred cases. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  bytes(byteLength: number): Uint8Array {
    const bytes = new Uint8Array(byteLength);
    const view = new DataView(bytes.buffer);
    let at = 0;
    for (; at + 4 <= byteLength; at += 4) view.setUint32(at, this.#next());
    for (; at < byteLength; at += 1) bytes[at] = this.#next();
    return bytes;
  }

  /** sfc32: a small fast counting generator of 128 bits. */
  #next(): number {
    const sum = (this.#a + this.#b + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }
}
