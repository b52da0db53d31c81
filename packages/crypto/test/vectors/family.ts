// What every family of the MLS working group's test vectors has in common.
import { fromHex, toHex } from '../hex.ts';
import { suiteById, type CipherSuite } from '../../src/suite/cipher-suite.ts';
import { Secret } from '../../src/secret.ts';

/** One vector as parsed from JSON; each family knows its own fields. */
export type Vector = Readonly<Record<string, unknown>>;

/** One format of vectors: how to tell it from the others, and what must hold. */
export interface VectorFamily {
  readonly name: string;
  /** Fields that, together, only this family has. */
  readonly fields: readonly string[];
  /** Throws if this package computes anything else than the vector says. */
  check(vector: never): void;
}

export { fromHex as hex, toHex };

export function secret(value: string): Secret {
  return Secret.of(fromHex(value));
}

export function bare(value: Secret): string {
  return value.use(toHex);
}

export function suiteOf(vector: { cipher_suite: number }): CipherSuite {
  return suiteById(vector.cipher_suite);
}
