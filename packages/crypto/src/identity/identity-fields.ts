// The fixed-size fields that certificates share, and the error their decoders throw.
import { CodecError, decode, fixed, type Codec } from '@hushroom/codec';
import { CryptoError } from '../errors.ts';

/** Length in bytes of a device identifier, chosen at random by the device. */
export const DEVICE_ID_BYTES = 16;

export const deviceIdCodec = fixed(DEVICE_ID_BYTES);
/** An Ed25519 public key. */
export const publicKeyCodec = fixed(32);
/** An Ed25519 signature. */
export const signatureCodec = fixed(64);

/** Decodes untrusted certificate bytes. Throws `bad-certificate`, whatever is wrong with them. */
export function decodeCertificate<T>(codec: Codec<T>, bytes: Uint8Array): T {
  try {
    return decode(codec, bytes);
  } catch (cause) {
    if (cause instanceof CodecError) throw new CryptoError('bad-certificate', cause.code, { cause });
    throw cause;
  }
}
