// The hash of the relay protocol: transcripts, access hashes, the roster's tree.
import { SUITE_X25519, suiteById } from '@hushroom/crypto';

/** SHA-256, 32 bytes. `ready` of the crypto package must have resolved. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return suiteById(SUITE_X25519).hash.digest(bytes);
}
