// What one family of the MLS working group's test vectors is: how its cases are recognised by their content, and how one
// is checked. The formats are described in test-vectors.md of the working group's mls-implementations collection.
import { isCipherSuiteId, suiteById, type CipherSuite } from '../../../src/suite/cipher-suite.ts';
import { fromHex, toHex } from '../../hex.ts';

/** A case as it stands in a file: an object of unknown fields. */
export type Case = Readonly<Record<string, unknown>>;

export interface Family {
  readonly name: string;
  /** Fields that every case of this family has and no other family has together. */
  readonly fields: readonly string[];
  /** Whether the case is for a suite that this package does not have, so that it cannot be checked. */
  isSkipped(vector: Case): boolean;
  /** Throws if the package disagrees with the case. */
  check(vector: Case): void;
}

/** A family whose cases have the type `T`, once recognised by their fields. */
export function family<T>(
  name: string,
  fields: readonly string[],
  check: (vector: T) => void,
  isSkipped: (vector: Case) => boolean = () => false,
): Family {
  return {
    name,
    fields,
    isSkipped,
    check: (vector) => {
      check(vector as T);
    },
  };
}

/** A family whose cases name the cipher suite that they are for. */
export function suiteFamily<T extends { readonly cipher_suite: number }>(
  name: string,
  fields: readonly string[],
  check: (vector: T, suite: CipherSuite) => void,
): Family {
  return family<T>(
    name,
    ['cipher_suite', ...fields],
    (vector) => {
      check(vector, suiteById(vector.cipher_suite));
    },
    (vector) => !isCipherSuiteId(vector['cipher_suite'] as number),
  );
}

/** Throws unless both are the same, naming what was compared. */
export function same(what: string, actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`${what}: got ${excerpt(actual)}, expected ${excerpt(expected)}`);
  }
}

/** Throws unless `bytes` are what `hex` says. */
export function sameBytes(what: string, bytes: Uint8Array, hex: string): void {
  same(what, toHex(bytes), hex);
}

export { fromHex, toHex };

function excerpt(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
