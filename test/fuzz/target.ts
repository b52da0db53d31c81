// What is fuzzed: a reader of untrusted bytes, valid examples to damage, and what counts as holding.
import { CodecError, decode, encode, type Codec } from '@hushroom/codec';
import { CryptoError } from '@hushroom/crypto';
import { AddressError } from '@hushroom/wire';

export interface Target {
  readonly name: string;
  readonly examples: readonly Uint8Array[];
  /** Takes the bytes, or throws one of the errors that say they are bad. */
  readonly read: (input: Uint8Array) => unknown;
}

/** No input of this size may keep a reader busy for longer. */
export const READ_MS_MAX = 2_000;

/** The ways in which bad input is meant to fail. Anything else that is thrown is a fault of ours. */
function isRefusal(error: unknown): boolean {
  return error instanceof CodecError || error instanceof CryptoError || error instanceof AddressError;
}

/** Tries one input. Returns what went wrong, or `null`. */
export function failureOf(target: Target, input: Uint8Array): string | null {
  const before = input.slice();
  const start = performance.now();
  try {
    target.read(input);
  } catch (error) {
    if (!isRefusal(error)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const took = performance.now() - start;
  if (took > READ_MS_MAX) return `took ${Math.round(took)} ms`;
  return Buffer.compare(before, input) === 0 ? null : 'changed its input';
}

/** A codec: what it decodes, it encodes to the same bytes again. */
export function codecTarget<T>(name: string, codec: Codec<T>, examples: readonly T[]): Target {
  return {
    name,
    examples: examples.map((example) => encode(codec, example)),
    read: (input) => {
      const value = decode(codec, input);
      if (Buffer.compare(encode(codec, value), input) !== 0) throw new Error('encodes to other bytes');
    },
  };
}
