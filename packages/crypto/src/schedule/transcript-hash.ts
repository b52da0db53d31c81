// Transcript hashes (RFC 9420 §8.2): the running hash over all commits of a group.
import { encode } from '@hushroom/codec';
import { encodeConfirmedTranscriptHashInput, type AuthenticatedContent } from '../messages/framed-content.ts';
import { bytes } from '../messages/vector.ts';
import type { Secret } from '../secret.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';

/** The confirmed transcript hash after a commit, up to and including its signature. */
export function confirmedTranscriptHash(
  suite: CipherSuite,
  interimBefore: Uint8Array,
  commit: AuthenticatedContent,
): Uint8Array {
  return suite.hash.digest(interimBefore, ...encodeConfirmedTranscriptHashInput(commit));
}

/** The interim transcript hash: the confirmed one and the confirmation tag. */
export function interimTranscriptHash(
  suite: CipherSuite,
  confirmed: Uint8Array,
  confirmationTag: Uint8Array,
): Uint8Array {
  return suite.hash.digest(confirmed, encode(bytes, confirmationTag));
}

/** The confirmation tag of an epoch (RFC 9420 §6.1). */
export function confirmationTag(
  suite: CipherSuite,
  confirmationKey: Secret,
  confirmed: Uint8Array,
): Uint8Array {
  return suite.hash.mac(confirmationKey, confirmed);
}
