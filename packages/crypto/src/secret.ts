// Secret bytes with a type of their own: they do not print, serialise or clone by accident, and they can be wiped.
// A JavaScript runtime may keep copies that nobody can reach; wiping makes them fewer, it does not promise none.
import { CryptoError } from './errors.ts';

/** Owned secret bytes. Private fields do not survive a structured clone, so a Secret cannot leave its process. */
export class Secret {
  #bytes: Uint8Array | null;

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Takes ownership of `bytes`: the caller must not use or keep them afterwards. */
  static of(bytes: Uint8Array): Secret {
    return new Secret(bytes);
  }

  /** Length in bytes; 0 once wiped. */
  get length(): number {
    return this.#bytes?.length ?? 0;
  }

  /**
   * Lends the bytes to `borrow`, which must neither keep nor change them, and returns its result. Throws `wiped-secret`
   * after {@link wipe}.
   */
  use<T>(borrow: (bytes: Uint8Array) => T): T {
    if (this.#bytes === null) throw new CryptoError('wiped-secret', 'used after wiping', { scope: 'own' });
    return borrow(this.#bytes);
  }

  /** Overwrites the bytes with zeros and forgets them. May be called again. */
  wipe(): void {
    this.#bytes?.fill(0);
    this.#bytes = null;
  }

  /** Compares two secrets in time that depends on their lengths only. */
  equals(other: Secret): boolean {
    return this.use((mine) => other.use((theirs) => equalInConstantTime(mine, theirs)));
  }

  toString(): string {
    return `Secret(${this.length})`;
  }

  /** Always throws a TypeError, so that no serialiser writes a secret. */
  toJSON(): never {
    throw new TypeError('a Secret is not serialisable');
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** Wipes every secret given. */
export function wipeAll(secrets: Iterable<Secret>): void {
  for (const secret of secrets) secret.wipe();
}

/** Compares bytes in time that depends on their lengths only: for tags and secrets. */
export function equalInConstantTime(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index += 1) {
    difference |= (left[index] ?? 0) ^ (right[index] ?? 0);
  }
  return difference === 0;
}
