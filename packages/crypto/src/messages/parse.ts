// The way in for untrusted bytes: whatever the codec refuses becomes this package's own error.
import { CodecError, decode, type Codec } from '@hushroom/codec';
import { CryptoError } from '../errors.ts';

/** Decodes bytes that hold exactly one value. Throws `malformed` on anything else. */
export function parse<T>(codec: Codec<T>, bytes: Uint8Array): T {
  try {
    return decode(codec, bytes);
  } catch (cause) {
    throw malformed(cause);
  }
}

/** `malformed` for a codec's error; anything else is a fault of ours and passes through. */
export function malformed(cause: unknown): unknown {
  return cause instanceof CodecError ? new CryptoError('malformed', cause.code, { cause }) : cause;
}
