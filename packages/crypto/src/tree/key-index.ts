// A persistent multiset of public keys, so that "is this key in use?" costs the same in a group of ten and of ten
// thousand. Keys are spread over buckets by their first bytes; a change copies the bucket table and one bucket. Someone
// who crafts keys for one bucket makes that bucket's scan longer, at worst as long as the scan of a plain list.
import { equalBytes } from '../bytes.ts';

const BUCKETS = 1024;

type Bucket = readonly Uint8Array[];

/** Public keys with the number of places each is used in. Immutable. */
export class KeyIndex {
  static readonly empty = new KeyIndex(new Array<Bucket>(BUCKETS).fill([]));

  readonly #buckets: readonly Bucket[];

  private constructor(buckets: readonly Bucket[]) {
    this.#buckets = buckets;
  }

  /** Builds an index of many keys at once. */
  static of(keys: Iterable<Uint8Array>): KeyIndex {
    const buckets = Array.from({ length: BUCKETS }, (): Uint8Array[] => []);
    for (const key of keys) buckets[bucketOf(key)]?.push(key);
    return new KeyIndex(buckets);
  }

  /** Takes out one use of each key in `removed` and adds one of each in `added`. */
  change(removed: readonly Uint8Array[], added: readonly Uint8Array[]): KeyIndex {
    const buckets = this.#buckets.slice();
    for (const key of removed) {
      const bucket = bucketAt(buckets, key);
      const at = bucket.findIndex((other) => equalBytes(other, key));
      if (at >= 0) buckets[bucketOf(key)] = bucket.toSpliced(at, 1);
    }
    for (const key of added) buckets[bucketOf(key)] = [...bucketAt(buckets, key), key];
    return new KeyIndex(buckets);
  }

  /** In how many places a key is used. */
  count(key: Uint8Array): number {
    let count = 0;
    for (const other of bucketAt(this.#buckets, key)) if (equalBytes(other, key)) count += 1;
    return count;
  }
}

function bucketOf(key: Uint8Array): number {
  return (((key[0] ?? 0) << 8) | (key[1] ?? 0)) % BUCKETS;
}

function bucketAt(buckets: readonly Bucket[], key: Uint8Array): Bucket {
  return buckets[bucketOf(key)] ?? [];
}
