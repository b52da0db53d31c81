// Every way in which bytes can fail to be a value, as one typed error.

/**
 * - `truncated`: the input ends inside a value
 * - `trailing`: bytes remain after the value
 * - `too-long`: a vector is longer than its maximum
 * - `not-canonical`: a length or value has a shorter or different encoding
 * - `unknown-value`: an enumeration or tag that this reader does not know
 * - `out-of-range`: a number that the type on our side cannot hold
 */
export type CodecErrorCode =
  'truncated' | 'trailing' | 'too-long' | 'not-canonical' | 'unknown-value' | 'out-of-range';

/** Thrown by every decoder on bad input, and by encoders on values outside their bounds. Never carries the bytes. */
export class CodecError extends Error {
  readonly code: CodecErrorCode;

  constructor(code: CodecErrorCode, what: string) {
    super(`${code}: ${what}`);
    this.name = 'CodecError';
    this.code = code;
  }
}
